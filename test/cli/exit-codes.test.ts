import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { assay, folderOf } from './assay.ts'
import { cleanSafetensors, hostilePickle, overlappingSafetensors, sevenZip } from './model-files.ts'

const waiver = (rule: string): string =>
  `waivers:\n  - {rule: ${rule}, path: '*.pt', reason: reviewed, owner: me, expires: 2999-01-01}\n`

const files = {
  'evil.pt': hostilePickle,
  'clean.safetensors': cleanSafetensors,
  'bad.safetensors': overlappingSafetensors,
  'packed.7z': sevenZip,
  'empty/.keep/x': '',
  'broken.yml': 'fail-on: [',
  'misspelt.yml': 'fial-on: high\n',
  'wrong.yml': 'fail-on: hihg\n',
  'waived.yml': waiver('pickle-code-execution'),
  'unknown.yml': waiver('pickle-code-exec'),
}

interface Case {
  readonly args: string
  readonly code: number
  /** In the one line on standard error; nothing is said when absent. */
  readonly says?: RegExp
}

const cases: readonly Case[] = [
  { args: 'scan clean.safetensors', code: 0 },
  { args: 'scan evil.pt', code: 1 },
  { args: 'scan bad.safetensors', code: 1 },
  { args: 'scan bad.safetensors --fail-on critical', code: 0 },
  { args: 'scan evil.pt --exit-zero', code: 0 },
  { args: 'scan evil.pt --waivers waived.yml', code: 0 },
  { args: 'scan evil.pt --waivers waived.yml --no-waivers', code: 1 },
  { args: 'scan packed.7z', code: 0 },
  { args: 'scan packed.7z --strict', code: 3 },
  { args: 'scan packed.7z --preset strict', code: 3 },
  { args: 'scan packed.7z --strict --exit-zero', code: 0 },
  { args: 'scan evil.pt packed.7z --strict', code: 1 },
  { args: 'scan clean.safetensors missing.pt', code: 2, says: /there is no missing\.pt$/ },
  { args: 'scan missing.pt', code: 2, says: /there is no missing\.pt$/ },
  { args: 'scan --fial-on high', code: 2, says: /unknown option '--fial-on' \(did you mean --fail-on\?\)$/ },
  { args: 'scan --fail-on hihg', code: 2, says: /must be one of .* \(did you mean high\?\)$/ },
  { args: 'scan --format jsn', code: 2, says: /did you mean json\?/ },
  { args: 'scan --output report.json', code: 2, says: /written as format=file/ },
  { args: 'scan --output json=no/such/report.json', code: 2, says: /there is no folder no\/such$/ },
  { args: 'scan --limit dpeth=2', code: 2, says: /there is no limit dpeth \(did you mean depth\?\)$/ },
  { args: 'scan --limit depth=many', code: 2, says: /must be a whole number/ },
  { args: 'scan --min-severity critical', code: 2, says: /would hide findings/ },
  { args: 'scan --config broken.yml', code: 2, says: /broken\.yml: is not YAML/ },
  {
    args: 'scan --config misspelt.yml',
    code: 2,
    says: /misspelt\.yml: fial-on: there is no such key \(did you mean fail-on\?\)$/,
  },
  {
    args: 'scan --config wrong.yml',
    code: 2,
    says: /wrong\.yml: fail-on: must be one of .* \(did you mean high\?\)$/,
  },
  { args: 'scan --config none.yml', code: 2, says: /none\.yml: cannot be read/ },
  {
    args: 'scan --waivers unknown.yml',
    code: 2,
    says: /there is no rule pickle-code-exec \(did you mean pickle-code-execution\?\)$/,
  },
  { args: 'scan --waivers none.yml', code: 2, says: /there is no none\.yml$/ },
  { args: 'scan --baseline broken.yml', code: 2, says: /baseline broken\.yml: cannot be read/ },
  { args: 'scna', code: 2, says: /there is no command scna \(did you mean scan\?\)$/ },
  { args: 'rules show safetensors-layot', code: 2, says: /did you mean safetensors-layout\?/ },
  { args: 'explain 00000000 clean.safetensors', code: 2, says: /there is no finding 00000000/ },
  { args: '--version', code: 0 },
  { args: 'scan --help', code: 0 },
  { args: 'doctor', code: 0 },
]

describe('exit codes and error lines', { concurrency: 2 }, () => {
  const folder = folderOf(files)
  after(() => folder[Symbol.dispose]())
  for (const { args, code, says } of cases)
    it(`assay ${args} ends with ${code}`, async () => {
      const outcome = await assay(args.split(' '), { cwd: folder.root })
      assert.equal(outcome.code, code, outcome.stderr)
      if (!says) return assert.equal(outcome.stderr, '')
      assert.match(outcome.stderr.trimEnd(), says)
      assert.match(outcome.stderr, /^assay: [^\n]*\n$/, 'one line')
    })

  it('a folder without files is nothing to scan', async () => {
    using empty = folderOf({})
    const { code, stderr } = await assay(['scan'], { cwd: empty.root })
    assert.deepEqual([code, stderr], [4, 'assay: nothing to scan\n'])
  })

  it('a missing path loses nothing of the rest', async () => {
    const { stdout } = await assay(['scan', 'missing.pt', 'evil.pt'], { cwd: folder.root })
    assert.match(stdout, /runs a shell command on load/)
    assert.match(stdout, /note: there is no missing\.pt/)
  })

  it('a reader that goes away is no error', async () => {
    const program = join(import.meta.dirname, '../../bin/assay.js')
    const child = spawn(process.execPath, [program, 'scan', '-f', 'json'], { cwd: folder.root })
    let stderr = ''
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
    child.stdout.destroy()
    const code = await new Promise((resolve) => child.on('close', resolve))
    assert.deepEqual([code, stderr], [1, ''])
  })
})
