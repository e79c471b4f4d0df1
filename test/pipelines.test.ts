import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'

// Runs every command of the page on pipelines in a copy of the example system and compares what it prints.
// UPDATE_GOLDEN=1 writes the page anew.

const root = join(import.meta.dirname, '..')
const page = join(root, 'docs/sbom-pipelines.md')
const folder = mkdtempSync(join(tmpdir(), 'assay-pipelines-'))
after(() => rmSync(folder, { recursive: true }))

const ASSAY = `assay() { "${process.execPath}" "${join(root, 'bin/assay.js')}" "$@"; }`

function run(command: string): string {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, XDG_CACHE_HOME: join(folder, '.cache'), SOURCE_DATE_EPOCH: '1790000000' }
  const { stdout, stderr } = spawnSync('bash', ['-c', `${ASSAY}\n${command}`], {
    cwd: join(folder, 'system'),
    env,
    encoding: 'utf8',
  })
  return (stdout + stderr).trimEnd()
}

it('the page on pipelines prints what its commands print', () => {
  cpSync(join(root, 'examples/support-agent'), join(folder, 'system'), { recursive: true })
  const text = readFileSync(page, 'utf8')
  const actual = text.replaceAll(/```console\n([^]*?)```/g, (_, block: string) => {
    const commands = block.split('\n').filter((line) => line.startsWith('$ '))
    const lines = commands.flatMap((line) => {
      const output = run(line.slice(2))
      return output === '' ? [line] : [line, output]
    })
    return `\`\`\`console\n${lines.join('\n')}\n\`\`\``
  })
  if (process.env['UPDATE_GOLDEN']) writeFileSync(page, actual)
  assert.equal(actual, text, 'UPDATE_GOLDEN=1 accepts the new text')
})
