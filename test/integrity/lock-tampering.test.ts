import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sealed, lockText } from '../../src/integrity/lock/canonical.ts'

import { FIRST, SECOND, locked, type Locked } from './locked-model.ts'

describe('tampering', () => {
  it('same-size edit with restored mtime', async () => {
    using l = await locked()
    const path = join(l.root, 'models/m/modeling_x.py')
    const { atime, mtime } = statSync(path)
    writeFileSync(path, 'print(2)\n')
    utimesSync(path, atime, mtime)
    assert.deepEqual(await l.check(), ['content-changed models/m/modeling_x.py'])
  })

  it('replaced shard, of the same and of another size', async () => {
    using l = await locked()
    copyFileSync(join(l.root, 'models', FIRST), join(l.root, 'models', SECOND))
    appendFileSync(join(l.root, 'models', FIRST), 'x')
    assert.deepEqual(await l.check(), [`shard-changed models/${FIRST}`, `shard-changed models/${SECOND}`])
  })

  it('another size, a missing file, added code, an added file', async () => {
    using l = await locked()
    appendFileSync(join(l.root, 'models/m/config.json'), ' ')
    unlinkSync(join(l.root, 'models/m/modeling_x.py'))
    writeFileSync(join(l.root, 'models/m/tokenization_x.py'), '')
    writeFileSync(join(l.root, 'models/m/adapter.safetensors'), '')
    writeFileSync(join(l.root, 'models/m/NOTES.md'), '')
    assert.deepEqual(await l.check(), [
      'unlisted-file models/m/adapter.safetensors',
      'size-changed models/m/config.json',
      'missing models/m/modeling_x.py',
      'unlisted-code models/m/tokenization_x.py',
    ])
  })

  it('swapped link, and a file that became a link', async () => {
    using l = await locked()
    const inM = (name: string): string => join(l.root, 'models/m', name)
    writeFileSync(inM('a.bin'), 'same')
    writeFileSync(inM('b.bin'), 'same')
    symlinkSync('a.bin', inM('link.bin'))
    assert.equal((await l.run()).code, 0)
    unlinkSync(inM('link.bin'))
    symlinkSync('b.bin', inM('link.bin'))
    unlinkSync(inM('b.bin'))
    symlinkSync('a.bin', inM('b.bin'))
    unlinkSync(inM('config.json'))
    symlinkSync('/etc/hostname', inM('config.json'))
    assert.deepEqual(await l.check(), [
      'link-changed models/m/b.bin',
      'link-escapes models/m/config.json',
      'link-changed models/m/link.bin',
    ])
  })

  it('edited lock: the hash alone, and the hash with the digest', async () => {
    using l = await locked()
    const path = join(l.root, 'assay.lock')
    const other = `sha256:${'e'.repeat(64)}` as const
    const lock = l.lock()
    const edited = {
      ...lock,
      artifacts: lock.artifacts.map((a, i) => (i === 0 ? { ...a, sha256: other } : a)),
    }
    writeFileSync(path, lockText(edited))
    assert.deepEqual(await l.check(), ['lock-edited assay.lock'])
    assert.equal((await l.run()).code, 1)
    writeFileSync(path, lockText(sealed(edited)))
    assert.deepEqual(await l.check(), ['lock-edited assay.lock'])
    // A machine that has never seen the lock compares it with the files.
    rmSync(join(l.root, '../state'), { recursive: true })
    assert.deepEqual(await l.check(), ['content-changed models/m/config.json'])
  })

  it('replayed old lock', async () => {
    using l = await locked()
    const path = join(l.root, 'assay.lock')
    const [old, oldConfig] = [readFileSync(path), readFileSync(join(l.root, 'models/m/config.json'))]
    writeFileSync(join(l.root, 'models/m/config.json'), '{"fixed": true}')
    assert.equal((await l.run()).code, 0)
    writeFileSync(path, old)
    writeFileSync(join(l.root, 'models/m/config.json'), oldConfig)
    assert.deepEqual(await l.check(), ['lock-replayed assay.lock'])
    assert.equal((await l.run()).code, 1)
    assert.equal((await l.run('--check', '--trust')).code, 0)
    assert.deepEqual(await l.check(), [])
  })

  it('who goes back on purpose writes a version that is a replay to nobody', async () => {
    using l = await locked()
    const path = join(l.root, 'assay.lock')
    const old = readFileSync(path)
    writeFileSync(join(l.root, 'models/m/config.json'), '{ }')
    assert.equal((await l.run()).code, 0)
    writeFileSync(path, old)
    writeFileSync(join(l.root, 'models/m/config.json'), '{}')
    assert.equal((await l.run('--trust')).code, 0)
    assert.equal(l.lock().generation, 3)
    assert.deepEqual(await l.check(), [])
    writeFileSync(path, readFileSync(path, 'utf8').replace('"generation": 3', '"generation": 9'))
    assert.deepEqual(await l.check(), ['lock-edited assay.lock'])
    assert.equal((await l.run('--trust')).code, 0)
    assert.deepEqual(await l.check(), [])
    assert.equal(l.lock().generation, 10)
  })

  it('no lock, and files that are none', async () => {
    using l = await locked()
    const path = join(l.root, 'assay.lock')
    writeFileSync(path, '{"schema": "assay/lock/1", "schema": "assay/lock/1"}')
    assert.deepEqual(await l.check(), ['lock-unreadable assay.lock'])
    assert.equal((await l.run('models')).code, 1)
    unlinkSync(path)
    assert.deepEqual(await l.check(), ['lock-missing assay.lock'])
    mkdirSync(path)
    assert.deepEqual(await l.check(), ['lock-unreadable assay.lock'])
  })
})

describe('authorities of a lock', () => {
  const sums = (l: Locked): Promise<void> =>
    Promise.resolve(
      writeFileSync(
        join(l.root, '../SHA256SUMS'),
        l
          .lock()
          .artifacts.map((a) => `${a.sha256.slice(7)}  ${a.path.slice('models/'.length)}\n`)
          .join(''),
      ),
    )

  it('changed bytes need a new authority, not only a new hash', async () => {
    using l = await locked()
    await sums(l)
    const vouched = await l.run('models', '--against', '../SHA256SUMS')
    assert.equal(vouched.code, 0, vouched.stderr)
    assert.ok(l.lock().artifacts.every((a) => a.verdict === 'verified' && a.authority?.says === a.sha256))
    assert.deepEqual(await l.check(), [])
    // Without naming it again, unchanged bytes keep their authority.
    assert.equal((await l.run()).code, 0)
    assert.equal(l.lock().generation, 2)

    writeFileSync(join(l.root, 'models/m/modeling_x.py'), 'print(2)\n')
    const refused = await l.run()
    assert.equal(refused.code, 1)
    assert.match(refused.stderr, /modeling_x\.py.*\(authority-missing\)/)
    const against = await l.run('models', '--against', '../SHA256SUMS')
    assert.equal(against.code, 1)
    assert.match(against.stderr, /\(authority-mismatch\)/)

    const base = readFileSync(join(l.root, 'assay.lock'))
    writeFileSync(join(l.root, '../base.lock'), base)
    assert.equal((await l.run('--accept', 'models/m/modeling_x.py')).code, 0)
    assert.deepEqual(await l.check(), [])
    assert.deepEqual(await l.check('--base', '../base.lock'), ['authority-missing models/m/modeling_x.py'])
    assert.deepEqual(await l.check('--base', '../base.lock', '--accept', 'models/m'), [])
    await sums(l)
    assert.equal((await l.run('models', '--against', '../SHA256SUMS')).code, 0)
    assert.deepEqual(await l.check('--base', '../base.lock'), [])
  })

  it('a hash that was edited together with file and digest disagrees with its authority', async () => {
    using l = await locked()
    await sums(l)
    assert.equal((await l.run('models', '--against', '../SHA256SUMS')).code, 0)
    const path = join(l.root, 'models/m/modeling_x.py')
    writeFileSync(path, 'print(2)\n')
    const { artifacts, ...lock } = l.lock()
    const sha256 = (await import('../../src/model/identity.ts')).sha256(readFileSync(path))
    const edited = artifacts.map((a) => (a.path.endsWith('_x.py') ? { ...a, sha256 } : a))
    writeFileSync(join(l.root, 'assay.lock'), lockText(sealed({ ...lock, artifacts: edited })))
    rmSync(join(l.root, '../state'), { recursive: true })
    assert.deepEqual(await l.check(), ['authority-mismatch models/m/modeling_x.py'])
    const bare = edited.map((a) => (({ authority, ...rest }) => (authority ? rest : a))(a))
    writeFileSync(join(l.root, 'assay.lock'), lockText(sealed({ ...lock, artifacts: bare })))
    rmSync(join(l.root, '../state'), { recursive: true })
    assert.equal((await l.check()).filter((r) => r.startsWith('authority-missing')).length, 4)
  })

  it('git ids of a hub cache are authorities, and what is edited under them is found', async () => {
    using l = await locked()
    const id = '9e26dfeeb6e641a33dae4961196235bdb965b21b'
    const snapshot = join(l.root, 'models/models--o--n/snapshots', 'd'.repeat(40))
    mkdirSync(snapshot, { recursive: true })
    mkdirSync(join(l.root, 'models/models--o--n/blobs'))
    writeFileSync(join(l.root, 'models/models--o--n/blobs', id), '{}')
    symlinkSync(`../../blobs/${id}`, join(snapshot, 'config.json'))
    assert.equal((await l.run()).code, 0)
    const config = l.lock().artifacts.find((a) => a.path.includes('snapshots'))
    assert.equal(config?.verdict, 'consistent')
    assert.equal(config.authority?.says, `git-blob-sha1:${id}`)
    assert.deepEqual(await l.check(), [])
    const lock = l.lock()
    const authority = { ...config.authority, says: `git-blob-sha1:${'0'.repeat(40)}` }
    const artifacts = lock.artifacts.map((a) => (a.path === config.path ? { ...a, authority } : a))
    writeFileSync(join(l.root, 'assay.lock'), lockText(sealed({ ...lock, artifacts })))
    rmSync(join(l.root, '../state'), { recursive: true })
    assert.deepEqual(await l.check(), [`authority-mismatch ${config.path}`])
  })
})

describe('signatures of a lock', () => {
  const kinds = [
    ['ed25519', () => generateKeyPairSync('ed25519')],
    ['ECDSA P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['RSA-PSS', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ] as const
  for (const [name, make] of kinds)
    it(name, async () => {
      using l = await locked()
      const [own, other] = [make(), generateKeyPairSync('ed25519')]
      const pem = { type: 'spki', format: 'pem' } as const
      writeFileSync(join(l.root, '../key.pem'), own.privateKey.export({ type: 'pkcs8', format: 'pem' }))
      writeFileSync(join(l.root, '../key.pub'), own.publicKey.export(pem))
      writeFileSync(join(l.root, '../other.pub'), other.publicKey.export(pem))
      assert.deepEqual(await l.check('--lock-key', '../key.pub'), ['lock-unsigned assay.lock'])
      assert.equal((await l.run('--key', '../key.pem')).code, 0)
      assert.deepEqual(await l.check('--lock-key', '../other.pub', '--lock-key', '../key.pub'), [])
      assert.deepEqual(await l.check('--lock-key', '../other.pub'), ['wrong-signer assay.lock.sig'])
      const signed = readFileSync(join(l.root, 'assay.lock.sig'), 'utf8')
      writeFileSync(join(l.root, 'assay.lock.sig'), signed.replace(/"sig": "..../, '"sig": "AAAA'))
      assert.deepEqual(await l.check('--lock-key', '../key.pub'), ['signature-invalid assay.lock.sig'])
      writeFileSync(join(l.root, 'assay.lock.sig'), '{}')
      assert.deepEqual(await l.check('--lock-key', '../key.pub'), ['signature-malformed assay.lock.sig'])
      writeFileSync(join(l.root, 'assay.lock.sig'), signed)
      writeFileSync(join(l.root, 'models/m/config.json'), '{ }')
      const { generation } = l.lock()
      const { stderr } = await l.run('--lock-key', '../key.pub')
      assert.match(stderr, /signature of the version before was removed/)
      writeFileSync(join(l.root, 'assay.lock.sig'), signed)
      assert.equal(l.lock().generation, generation + 1)
      assert.deepEqual(await l.check('--lock-key', '../key.pub'), ['signature-invalid assay.lock'])
    })
})
