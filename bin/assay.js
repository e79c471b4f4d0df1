#!/usr/bin/env node
// Plain JavaScript on purpose: it must start on any Node far enough to say what is missing.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import module from 'node:module'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const OLDEST = [22, 18]
const [major, minor] = process.versions.node.split('.').map(Number)

if (process.argv.length === 3 && ['--version', '-V'].includes(process.argv[2])) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  process.stdout.write(`assay ${version}\n`)
} else if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  module.enableCompileCache?.()
  await start()
} else runWithInstalledNode()

async function start() {
  const source = new URL('../src/cli/main.ts', import.meta.url)
  const built = new URL('../dist/cli/main.js', import.meta.url)
  // A checkout has both after a build; its source is the truth.
  const { main } = await import((existsSync(source) ? source : built).href)
  await main(process.argv.slice(2))
}

/** A checkout brings its own Node as a development dependency. */
function runWithInstalledNode() {
  const node = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
  if (!existsSync(node)) {
    process.stderr.write(
      `assay needs Node ${OLDEST.join('.')} or newer, this is ${process.version}.\n` +
        'In a checkout, `npm ci` brings one and `npx --no-install assay` uses it.\n' +
        'Elsewhere: npx --package node@24 --package assay assay --help\n',
    )
    process.exitCode = 3
    return
  }
  // The child shares the terminal, so a Ctrl-C reaches it directly; this process waits for its answer.
  process.on('SIGINT', () => {})
  const { status, signal, error } = spawnSync(
    node,
    [fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  )
  if (error) process.stderr.write(`assay could not start ${node}: ${error.message}\n`)
  process.exitCode = status ?? (signal ? 128 + constants.signals[signal] : 3)
}
