import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { assay, folderOf } from './assay.ts'

const files = { 'models/m.gguf': 'GGUF', 'broken.yml': 'fail-on: [' }
const JSON_LINES = ['--log-format', 'json']

interface Case {
  readonly args: readonly string[]
  readonly code: number
  readonly events: readonly string[]
}

const cases: readonly Case[] = [
  { args: ['verify', ...JSON_LINES], code: 2, events: ['error usage'] },
  { args: ['verify', 'models', '--log-format=json', '--bogus'], code: 2, events: ['error usage'] },
  { args: ['verify', 'nothing', ...JSON_LINES], code: 4, events: ['info note'] },
  { args: ['verify', 'models', '--against', 'gone', ...JSON_LINES], code: 2, events: ['error usage'] },
  { args: ['lock', 'nothing', ...JSON_LINES], code: 2, events: ['error usage'] },
  { args: ['lock', '--check', ...JSON_LINES], code: 1, events: ['error refused'] },
  { args: ['lock', '--config', 'broken.yml', ...JSON_LINES], code: 2, events: ['error usage'] },
  { args: ['run', ...JSON_LINES, '--', 'no-such-command'], code: 2, events: ['error usage'] },
  { args: ['run', ...JSON_LINES, '--', 'true'], code: 1, events: ['error refused'] },
]

describe('--log-format json', () => {
  for (const { args, code, events } of cases)
    it(`says nothing but JSON, a line each: ${args.join(' ')}`, async () => {
      using folder = folderOf(files)
      const outcome = await assay(args, { cwd: folder.root, env: { XDG_STATE_HOME: join(folder.root, 's') } })
      const said = outcome.stderr.split('\n').filter(Boolean)
      const lines = said.map((line) => JSON.parse(line) as { level: string; event: string; message: string })
      assert.deepEqual([outcome.code, lines.map((l) => `${l.level} ${l.event}`)], [code, events])
      assert.ok(lines.every((l) => l.message !== ''))
    })

  it('also says so where something fails, and names no place of the machine', async () => {
    using folder = folderOf(files)
    symlinkSync('gone/assay.lock', join(folder.root, 'assay.lock'))
    const outcome = await assay(['lock', 'models', ...JSON_LINES], {
      cwd: folder.root,
      env: { XDG_STATE_HOME: join(folder.root, 's') },
    })
    const [line = '', ...more] = outcome.stderr.trim().split('\n')
    const { level, event } = JSON.parse(line) as { level: string; event: string }
    assert.deepEqual([outcome.code, level, event, more], [3, 'error', 'failed', []])
    assert.match(line, /assay\.lock cannot be written \(ENOENT\)/)
    assert.doesNotMatch(line, /assay-test-/)
  })

  it('leaves the words of the command alone', async () => {
    using folder = folderOf(files)
    const args = ['run', '--', 'no-such-command', ...JSON_LINES]
    assert.match((await assay(args, { cwd: folder.root })).stderr, /^assay: /)
  })
})
