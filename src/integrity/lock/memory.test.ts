import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { openLockMemory } from './memory.ts'

const id = 'ab'.repeat(16)
const version = (generation: number, digit = 'a') =>
  ({ id, generation, digest: `sha256:${digit.repeat(64)}` }) as const
const folderFor = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-memory-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
const codes = (folder: string, v: ReturnType<typeof version>): string[] =>
  openLockMemory(folder)
    .refusals(v, 'assay.lock')
    .map((r) => r.code)

describe('what a machine remembers of a lock', () => {
  it('older versions are replays, other ones of the same number are edited', (t) => {
    const folder = folderFor(t)
    assert.deepEqual(codes(folder, version(3)), [])
    openLockMemory(folder).accept(version(3))
    assert.deepEqual(codes(folder, version(3)), [])
    assert.deepEqual(codes(folder, version(4)), [])
    assert.deepEqual(codes(folder, version(2)), ['lock-replayed'])
    assert.deepEqual(codes(folder, version(3, 'b')), ['lock-edited'])
    assert.deepEqual(codes(folder, { ...version(1), id: 'cd'.repeat(16) }), [])
  })

  it('trust makes an older version the newest one', (t) => {
    const folder = folderFor(t)
    const memory = openLockMemory(folder)
    memory.accept(version(5))
    memory.trust(version(2, 'c'))
    assert.deepEqual(codes(folder, version(2, 'c')), [])
    assert.deepEqual(codes(folder, version(2)), ['lock-edited'])
    memory.accept(version(3))
    assert.deepEqual(codes(folder, version(2, 'c')), ['lock-replayed'])
  })

  it('damage is passed over and said', (t) => {
    const folder = folderFor(t)
    openLockMemory(folder).accept(version(5))
    appendFileSync(join(folder, 'locks', id), 'seen 9 sha2')
    const memory = openLockMemory(folder)
    assert.deepEqual(
      memory.refusals(version(4), 'l').map((r) => r.code),
      ['lock-replayed'],
    )
    assert.match(memory.notes.join(), /damaged/)
    memory.accept(version(6))
    assert.deepEqual(codes(folder, version(5)), ['lock-replayed'])
  })

  it('stops nobody when it cannot be used', (t) => {
    const broken: readonly ((folder: string, file: string) => void)[] = [
      (_, file) => writeFileSync(file, Buffer.alloc(5000, 0xff)),
      (_, file) => mkdirSync(file),
      (_, file) => symlinkSync('/dev/zero', file),
      (_, file) => (writeFileSync(file, 'seen 9 sha256:x\n'), chmodSync(file, 0o666)),
      (_, file) => writeFileSync(file, Buffer.alloc(2 << 20, 0x0a)),
      (folder) => (
        rmSync(join(folder, 'locks'), { recursive: true }),
        writeFileSync(join(folder, 'locks'), '')
      ),
    ]
    for (const damage of broken) {
      const folder = folderFor(t)
      mkdirSync(join(folder, 'locks'))
      damage(folder, join(folder, 'locks', id))
      const memory = openLockMemory(folder)
      assert.deepEqual(memory.refusals(version(1), 'l'), [])
      memory.accept(version(1))
      assert.notEqual(memory.notes.length, 0, String(damage))
    }
  })

  it('nothing is lost by runs at the same time', { timeout: 60_000 }, async (t) => {
    const folder = folderFor(t)
    const script = (start: number): string => `
      import { openLockMemory } from ${JSON.stringify(new URL('memory.ts', import.meta.url).href)}
      const memory = openLockMemory(${JSON.stringify(folder)})
      for (let i = 0; i < 40; i++)
        memory.accept({ id: '${id}', generation: ${start} + 4 * i, digest: 'sha256:' + 'a'.repeat(64) })
      if (memory.notes.length > 0) throw new Error(memory.notes.join())`
    const run = promisify(execFile)
    await Promise.all(
      [1, 2, 3, 4].map((start) => run(process.execPath, ['--input-type=module', '-e', script(start)])),
    )
    assert.deepEqual(codes(folder, version(160)), [])
    assert.deepEqual(codes(folder, version(159)), ['lock-replayed'])
    const lines = readFileSync(join(folder, 'locks', id), 'utf8')
      .split('\n')
      .filter(Boolean)
    assert.ok(lines.every((line) => /^seen \d+ sha256:a{64}$/.test(line)))
  })
})
