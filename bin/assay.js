#!/usr/bin/env node
// Plain JavaScript on purpose: it must start on any Node far enough to say what is missing. CommonJS, because the loader
// of ES modules takes a millisecond, and an import of node:fs loads all of its streams, which takes more.
const { existsSync, readFileSync } = require('node:fs')
const module_ = require('node:module')
const { join } = require('node:path')

const OLDEST = [22, 18]
const [major, minor] = process.versions.node.split('.').map(Number)
const root = join(__dirname, '..')

if (process.argv.length === 3 && ['--version', '-V'].includes(process.argv[2])) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  process.stdout.write(`assay ${version}\n`)
} else if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) void start(process.argv.slice(2))
else runWithInstalledNode()

async function start(argv) {
  // A checkout has both after a build; its source is the truth.
  const isSource = existsSync(join(root, 'src/cli/main.ts'))
  rememberCompiled(isSource)
  // A guarded start has a few milliseconds: it does not load what all other commands need.
  if (argv[0] === 'run') {
    const guard = isSource ? await importFile('src/cli/guard/start.ts') : require('../dist/cli/guard.cjs')
    const code = await guard.start(argv.slice(1))
    if (code !== undefined) {
      process.exitCode = code
      return
    }
  }
  const { main } = await importFile(isSource ? 'src/cli/main.ts' : 'dist/cli/main.js')
  await main(argv)
}

function importFile(path) {
  const { pathToFileURL } = require('node:url')
  return import(pathToFileURL(join(root, path)).href)
}

/** In a folder of the user's own: what lies in a shared one, somebody else may have compiled. */
function rememberCompiled(isSource) {
  const { HOME, XDG_CACHE_HOME } = process.env
  const cache = XDG_CACHE_HOME || (HOME && join(HOME, '.cache'))
  if (isSource) module_.enableCompileCache?.()
  else if (cache) module_.enableCompileCache?.(join(cache, 'assay/compiled'))
}

/** A checkout brings its own Node as a development dependency. */
function runWithInstalledNode() {
  const { spawn } = require('node:child_process')
  const { constants } = require('node:os')
  const node = join(root, 'node_modules/node/bin/node')
  if (!existsSync(node)) {
    process.stderr.write(
      `assay needs Node ${OLDEST.join('.')} or newer, this is ${process.version}.\n` +
        'In a checkout, `npm ci` brings one and `npx --no-install assay` uses it.\n' +
        'Elsewhere: npx --package node@24 --package assay assay --help\n',
    )
    process.exitCode = 3
    return
  }
  const child = spawn(node, [__filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  // The child shares the terminal, so a Ctrl-C reaches it directly; this process waits for its answer.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  const forwarded = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT']
  for (const signal of forwarded) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`assay could not start ${node}: ${error.message}\n`)
    process.exitCode = 3
  })
  child.on('exit', (status, signal) => {
    process.exitCode = status ?? 128 + constants.signals[signal]
    if (signal === null) return
    for (const name of ['SIGINT', ...forwarded]) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}
