import assert from 'node:assert/strict'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { DEFAULT_LIMITS } from '../model/context.ts'
import { sha256 } from '../model/identity.ts'
import { scan, type ScanOptions, type ScanResult } from './scan.ts'

const made: string[] = []
after(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'))
  made.push(folder)
  return folder
}

function run(path: string, more: Partial<ScanOptions> = {}): Promise<ScanResult> {
  return scan({
    paths: [path],
    limits: DEFAULT_LIMITS,
    workers: 1,
    cache: undefined,
    signal: new AbortController().signal,
    clock: () => new Date(Date.now() + 60_000),
    showCode: false,
    ...more,
  })
}

describe('scan', () => {
  it('comes to the same on one thread and on several', async () => {
    const root = temporary()
    for (let i = 0; i < 120; i++) writeFileSync(join(root, `${i}.pkl`), `cos\nsystem\n(S'echo ${i}'\ntR.`)
    const one = await run(root)
    const three = await run(root, { workers: 3 })
    assert.equal(one.artifacts.length, 120)
    assert.ok(one.findings.length >= 120)
    assert.deepEqual(three, one)
  })

  it('names the digest of what it read, and keeps fingerprints through a move', async () => {
    const root = temporary()
    writeFileSync(join(root, 'a.pkl'), "cos\nsystem\n(S'id'\ntR.")
    const before = await run(root)
    assert.equal(before.artifacts[0]?.digest, sha256("cos\nsystem\n(S'id'\ntR."))
    mkdirSync(join(root, 'deeper'))
    renameSync(join(root, 'a.pkl'), join(root, 'deeper/b.pkl'))
    const moved = await run(root)
    assert.deepEqual(
      moved.findings.map((f) => f.fingerprint),
      before.findings.map((f) => f.fingerprint),
    )
  })

  it('reads standard input under the path -', async () => {
    async function* input(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('cos\nsystem\n(S')
      yield Buffer.from("'id'\ntR.")
    }
    const { artifacts, findings } = await run('-', { stdin: input() })
    assert.deepEqual(
      artifacts.map((a) => a.path),
      ['stdin'],
    )
    assert.ok(findings.length > 0)
  })

  it('throws for a path that does not exist', async () => {
    await assert.rejects(run(join(temporary(), 'nowhere')), { code: 'ENOENT' })
  })

  it('gathers a model of its configuration and its weights', async () => {
    const root = temporary()
    mkdirSync(join(root, 'bert'))
    writeFileSync(join(root, 'bert/config.json'), '{"model_type":"bert","architectures":["BertModel"]}')
    writeFileSync(join(root, 'bert/model.safetensors'), Buffer.from('\x02\0\0\0\0\0\0\0{}', 'latin1'))
    writeFileSync(join(root, 'notes.txt'), 'text')
    const { components } = await run(root)
    assert.deepEqual(
      components.map(({ id, artifacts }) => [id, artifacts]),
      [
        ['file:notes.txt', ['notes.txt']],
        ['model:bert', ['bert/config.json', 'bert/model.safetensors']],
      ],
    )
  })
})

describe('hash cache', () => {
  it('remembers a digest until the file changes, even when size and mtime are put back', async () => {
    const [root, cache] = [temporary(), temporary()]
    const path = join(root, 'w.bin')
    writeFileSync(path, 'AAAA')
    await run(root, { cache })
    assert.match(readFileSync(join(cache, 'digests-1'), 'latin1'), / [0-9a-f]{64}\n$/)
    const then = new Date(1_600_000_000_000)
    writeFileSync(path, 'BBBB')
    utimesSync(path, then, then)
    assert.equal((await run(root, { cache })).artifacts[0]?.digest, sha256('BBBB'))
  })

  it('is not believed when others can write it', async () => {
    const [root, cache] = [temporary(), temporary()]
    writeFileSync(join(root, 'w.bin'), 'AAAA')
    await run(root, { cache })
    const file = join(cache, 'digests-1')
    const forged = readFileSync(file, 'latin1').replace(/ [0-9a-f]{64}/, ` ${'0'.repeat(64)}`)
    writeFileSync(file, forged)
    assert.equal((await run(root, { cache })).artifacts[0]?.digest, `sha256:${'0'.repeat(64)}`)
    writeFileSync(file, forged)
    chmodSync(file, 0o666)
    assert.equal((await run(root, { cache })).artifacts[0]?.digest, sha256('AAAA'))
  })
})
