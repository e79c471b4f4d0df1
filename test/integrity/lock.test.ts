import assert from 'node:assert/strict'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sealed, lockText } from '../../src/integrity/lock/canonical.ts'
import type { Lock } from '../../src/integrity/lock/lock.ts'
import { assay } from '../cli/assay.ts'
import { FIRST, SECOND, locked, MODEL } from './locked-model.ts'

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
