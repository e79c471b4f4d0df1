import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'

const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'assay-test-'))
after(() => rmSync(copy, { recursive: true }))

it('the scaffold writes a format and rules into the lists that hold them', () => {
  for (const folder of ['scripts', 'src']) mkdirSync(join(copy, folder))
  for (const file of ['scripts/new.ts', 'src/formats.ts', 'package.json'])
    copyFileSync(join(root, file), join(copy, file))
  const run = (...args: string[]): void =>
    void execFileSync(process.execPath, [join(copy, 'scripts/new.ts'), ...args], { stdio: 'ignore' })
  run('format', 'odd-kind')
  run('rule', 'odd-kind', 'first')
  run('rule', 'odd-kind', 'second-one')
  const folder = join(copy, 'src/artifacts/odd-kind')
  assert.deepEqual(readdirSync(join(folder, 'rules')), [
    'first.examples.ts',
    'first.ts',
    'second-one.examples.ts',
    'second-one.ts',
  ])
  assert.match(readFileSync(join(folder, 'format.ts'), 'utf8'), /rules: \[secondOne, first\]/)
  const list = readFileSync(join(copy, 'src/formats.ts'), 'utf8')
  assert.match(list, /import \{ oddKind \} from '\.\/artifacts\/odd-kind\/format\.ts'/)
  assert.match(list, /^ {2}oddKind,$/m)
  assert.throws(() => run('format', 'Odd Kind'))
})
