import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sealed, lockText } from '../../src/integrity/lock/canonical.ts'
import type { Lock } from '../../src/integrity/lock/lock.ts'
import { assay, folderOf, type Outcome } from '../cli/assay.ts'

const [FIRST, SECOND] = ['m/model-00001-of-00002.safetensors', 'm/model-00002-of-00002.safetensors'] as const
const MODEL = {
  [`models/${FIRST}`]: 'one'.repeat(1000),
  [`models/${SECOND}`]: 'two'.repeat(1000),
  'models/m/config.json': '{}',
  'models/m/modeling_x.py': 'print(1)\n',
  'models/m/README.md': 'a model',
}

interface Locked extends Disposable {
  readonly root: string
  run(...args: string[]): Promise<Outcome>
  /** Codes and paths of what `--check` refuses. */
  check(...args: string[]): Promise<string[]>
  lock(): Lock
}

async function locked(files: Readonly<Record<string, string>> = MODEL): Promise<Locked> {
  const folder = folderOf(files)
  const { root } = folder
  const env = { XDG_STATE_HOME: join(root, '../state') }
  const run = (...args: string[]): Promise<Outcome> => assay(['lock', ...args], { cwd: root, env })
  const made = await run('models')
  assert.equal(made.code, 0, made.stderr)
  return {
    root,
    run,
    check: async (...args) => {
      const { code, stderr, stdout } = await run(
        '--check',
        '--log-format',
        'json',
        '--format',
        'json',
        ...args,
      )
      const refusals = stderr
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as { code: string; path: string; level: string; event: string })
      assert.equal(code, refusals.length > 0 ? 1 : 0, stderr)
      const document = JSON.parse(stdout) as { refusals: { code: string; path: string }[] }
      assert.deepEqual(
        document.refusals.map((r) => r.code),
        refusals.map((r) => r.code),
      )
      return refusals.map((r) => `${r.code} ${r.path}`)
    },
    lock: () => JSON.parse(readFileSync(join(root, 'assay.lock'), 'utf8')) as Lock,
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

describe('assay lock', () => {
  it('locks what loaders read and is stable', async () => {
    using l = await locked()
    const text = readFileSync(join(l.root, 'assay.lock'), 'utf8')
    assert.deepEqual(
      l.lock().artifacts.map((a) => a.path),
      ['models/m/config.json', `models/${FIRST}`, `models/${SECOND}`, 'models/m/modeling_x.py'],
    )
    assert.deepEqual(l.lock().roots, ['models'])
    assert.deepEqual(await l.check(), [])
    assert.equal((await l.run()).code, 0)
    assert.equal(readFileSync(join(l.root, 'assay.lock'), 'utf8'), text)
  })

  it('shows a change and counts versions; what did not change keeps its date', async () => {
    using l = await locked()
    const before = l.lock()
    const older = sealed({
      ...before,
      artifacts: before.artifacts.map((a) => ({ ...a, date: '2020-01-01' })),
    })
    writeFileSync(join(l.root, 'assay.lock'), lockText(older))
    appendFileSync(join(l.root, 'models/m/config.json'), ' ')
    unlinkSync(join(l.root, 'models/m/modeling_x.py'))
    writeFileSync(join(l.root, 'models/m/tokenizer.json'), '{}')
    const { code, stdout } = await l.run('--trust')
    assert.equal(code, 0)
    assert.match(stdout, /changed +models\/m\/config\.json\n +- sha256:\S+\n +\+ sha256:/)
    assert.match(stdout, /added +models\/m\/tokenizer\.json/)
    assert.match(stdout, /removed +models\/m\/modeling_x\.py/)
    assert.equal(l.lock().generation, 2)
    const dates = new Map(l.lock().artifacts.map((a) => [a.path, a.date]))
    assert.equal(dates.get(`models/${FIRST}`), '2020-01-01')
    assert.notEqual(dates.get('models/m/config.json'), '2020-01-01')
  })

  it('covers models and data of a source tree, and not its source', async () => {
    const marks = {
      'pyproject.toml': '',
      'src/app.py': '',
      'src/app/__init__.py': '',
      'src/app/vocab.pkl': 'x',
    }
    using l = await locked({ ...MODEL, ...marks, 'data/train.parquet': 'p', 'settings.json': '{}' })
    assert.equal((await l.run('.')).code, 0)
    assert.deepEqual(l.lock().roots, ['data', 'models', 'src/app/vocab.pkl'])
    assert.ok(!l.lock().artifacts.some((a) => /app\.py|settings|__init__/.test(a.path)))
    writeFileSync(join(l.root, 'src/app.py'), 'print(2)')
    assert.deepEqual(await l.check(), [])
    mkdirSync(join(l.root, 'extra'))
    writeFileSync(join(l.root, 'extra/x.gguf'), 'GGUF')
    assert.deepEqual(await l.check(), [])
    assert.deepEqual(await l.check('.'), ['unlisted-file extra/x.gguf'])
  })

  it('names what lies in the hub cache by its variable, with purl, revision and links', async () => {
    const commit = 'c'.repeat(40)
    const snapshot = `models--org--name/snapshots/${commit}`
    const hub = {
      'hub/models--org--name/refs/main': commit,
      'hub/models--org--name/blobs/b1': '{}',
      [`hub/${snapshot}/keep.txt`]: '',
      'models/x.gguf': 'GGUF',
    }
    using l = await locked(hub)
    symlinkSync('../../blobs/b1', join(l.root, `hub/${snapshot}/config.json`))
    // The cache lies outside of the project.
    renameSync(join(l.root, 'hub'), join(l.root, '../hub'))
    const env = { XDG_STATE_HOME: join(l.root, '../state'), HF_HUB_CACHE: join(l.root, '../hub') }
    const made = await assay(['lock', '../hub/models--org--name'], { cwd: l.root, env })
    assert.equal(made.code, 0, made.stderr)
    assert.deepEqual(l.lock().roots, ['$HF_HUB_CACHE/models--org--name', 'models'])
    const config = l.lock().artifacts.find((a) => a.path.endsWith('config.json'))
    assert.equal(config?.path, `$HF_HUB_CACHE/${snapshot}/config.json`)
    assert.equal(config.link, '../../blobs/b1')
    assert.equal(config.revision, commit)
    assert.equal(config.purl, `pkg:huggingface/org/name@${commit}`)
    assert.ok(l.lock().artifacts.some((a) => a.path.endsWith('refs/main')))
    assert.equal((await assay(['lock', '--check'], { cwd: l.root, env })).code, 0)
    // Another machine has its cache elsewhere.
    renameSync(join(l.root, '../hub'), join(l.root, '../other'))
    const moved = { ...env, HF_HUB_CACHE: join(l.root, '../other') }
    assert.equal((await assay(['lock', '--check'], { cwd: l.root, env: moved })).code, 0)
    assert.equal((await assay(['lock', '--check'], { cwd: l.root, env })).code, 1)
  })

  it('locks also what nobody is asked about: notes of clients, lists, installed packages', async () => {
    const files = {
      'models/models--o--n/refs/main': 'c'.repeat(40),
      'models/checksums.json': '{}',
      'models/node_modules/x.js': '',
      'models/v/pyvenv.cfg': '',
      'models/v/lib/x.py': '',
    }
    using l = await locked({ ...MODEL, ...files })
    assert.deepEqual(
      Object.keys(files).filter((path) => !l.lock().artifacts.some((a) => a.path === path)),
      [],
    )
    assert.deepEqual(await l.check(), [])
  })

  it('locks a folder that is a link by its name', async () => {
    using l = await locked()
    renameSync(join(l.root, 'models'), join(l.root, '../elsewhere'))
    symlinkSync('../elsewhere', join(l.root, 'models'))
    assert.deepEqual(await l.check(), [])
    assert.equal((await l.run('models')).code, 0)
    assert.equal(l.lock().generation, 1)
    unlinkSync(join(l.root, 'models'))
    mkdirSync(join(l.root, '../other/m'), { recursive: true })
    symlinkSync('../other', join(l.root, 'models'))
    assert.equal((await l.check()).length, 4)
  })

  it('locks which folder a link leads to: both may be locked, and one of them is the one to load', async () => {
    const [v1, v2] = ['models/v1/config.json', 'models/v2/config.json']
    using l = await locked({ [v1]: '{"v":1}', [v2]: '{"v":2}' })
    const current = join(l.root, 'models/current')
    symlinkSync('v2', current)
    assert.deepEqual(await l.check(), ['unlisted-file models/current'])
    assert.equal((await l.run()).code, 0)
    const { artifacts } = l.lock()
    assert.deepEqual(
      artifacts.map(({ path, link }) => [path, link]),
      [
        ['models/current', 'v2'],
        [v1, undefined],
        [v2, undefined],
      ],
    )
    assert.deepEqual(await l.check(), [])
    assert.equal((await l.run()).code, 0)
    assert.equal(l.lock().generation, 2)
    unlinkSync(current)
    symlinkSync('v1', current)
    assert.deepEqual(await l.check(), ['link-changed models/current'])
    unlinkSync(current)
    assert.deepEqual(await l.check(), ['missing models/current'])
    mkdirSync(current)
    writeFileSync(join(current, 'config.json'), '{"v":2}')
    assert.deepEqual(await l.check(), [
      'link-changed models/current',
      'unlisted-file models/current/config.json',
    ])
  })

  it('refuses to lock links out of the tree, and what it cannot name', async () => {
    using l = await locked()
    writeFileSync(join(l.root, '../outside.py'), 'print(2)')
    symlinkSync('../../../outside.py', join(l.root, 'models/m/outside.py'))
    const text = readFileSync(join(l.root, 'assay.lock'), 'utf8')
    const { code, stderr } = await l.run()
    assert.equal(code, 1)
    assert.match(stderr, /models\/m\/outside\.py.*\(link-escapes\)/)
    assert.equal(stderr.split('(link-escapes)').length, 2, 'once, by the name that the lock gives it')
    assert.equal(readFileSync(join(l.root, 'assay.lock'), 'utf8'), text)
    const outside = await l.run('../outside.py')
    assert.equal(outside.code, 2)
    assert.match(outside.stderr, /ASSAY_ROOT_/)
    assert.equal((await l.run('nothing-there')).code, 2)
  })
})

describe('who else writes', () => {
  it('is not overwritten: what was locked while everything was hashed', async () => {
    using l = await locked()
    writeFileSync(join(l.root, 'models/big.bin'), '')
    truncateSync(join(l.root, 'models/big.bin'), 500_000_000)
    const lock = join(l.root, 'assay.lock')
    const theirs = `${readFileSync(lock, 'utf8')}\n`
    // The memory of this machine tells when the lock was opened.
    const memory = join(l.root, '../state/assay/locks', l.lock().id)
    const before = statSync(memory).size
    const running = l.run('models', '--trust', '--no-cache')
    while (statSync(memory).size === before) await sleep(2)
    writeFileSync(lock, theirs)
    const { code, stderr } = await running
    assert.equal(code, 1)
    assert.match(stderr, /assay\.lock: was written by somebody else.*\(changed-while-read\)/)
    assert.equal(readFileSync(lock, 'utf8'), theirs)
  })
})

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

describe('killed while it writes', () => {
  it('the lock is the old one or the new one', { timeout: 120_000 }, async () => {
    using l = await locked()
    const { spawn } = await import('node:child_process')
    const program = join(import.meta.dirname, '../../bin/assay.js')
    const path = join(l.root, 'assay.lock')
    for (let round = 0; round < 8; round++) {
      writeFileSync(join(l.root, 'models/m/config.json'), `{"round": ${round}}`)
      const child = spawn(process.execPath, [program, 'lock'], {
        cwd: l.root,
        env: { PATH: process.env['PATH'], HOME: l.root, XDG_STATE_HOME: join(l.root, '../state') },
        stdio: 'ignore',
      })
      const gone = new Promise((resolve) => child.once('close', resolve))
      const timer = setTimeout(() => child.kill('SIGKILL'), 40 + Math.random() * 200)
      await gone
      clearTimeout(timer)
      const { digest, ...content } = JSON.parse(readFileSync(path, 'utf8')) as Lock
      assert.equal(sealed(content).digest, digest)
      assert.ok(readdirSync(l.root).filter((n) => n.endsWith('.draft')).length <= round + 1)
    }
    assert.equal((await l.run()).code, 0)
    assert.deepEqual(await l.check(), [])
  })
})
