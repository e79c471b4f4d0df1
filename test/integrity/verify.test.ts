import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { verificationSchema } from '../../src/cli/integrity/verification-document.ts'
import { assay, folderOf, type Outcome } from '../cli/assay.ts'
import {
  fakeHub,
  gitBlobId,
  json,
  sha256Hex,
  treeEntry,
  type Answer,
  type FakeRepository,
} from './fake-hub.ts'

const COMMIT = 'c0ffee'.padEnd(40, '0')
const weights = Buffer.from('weights of a model')
const config = Buffer.from('{"model_type":"bert"}\n')
const files = { 'model.safetensors': weights, 'config.json': config, 'sub/tokenizer.json': Buffer.from('{}') }
const repository: FakeRepository = { name: 'org/tiny', commit: COMMIT, large: ['model.safetensors'], files }

interface Seen extends Outcome {
  readonly document: {
    readonly verdict: string
    readonly says: string
    readonly authority: string | null
    readonly independence: string
    readonly files: readonly {
      path: string
      verdict: string
      expected: string | null
      digest: string
      detail?: string
    }[]
    readonly refusals: readonly { code: string }[]
    readonly gaps: readonly { detail: string }[]
    readonly notes: readonly string[]
  }
}

/** The document that `verify` prints, which must be what the published schema says. */
async function verify(
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const outcome = await assay(['verify', ...args, '--format', 'json'], { cwd: root, env })
  assert.ok(outcome.stdout !== '', outcome.stderr)
  const document = JSON.parse(outcome.stdout) as Seen['document']
  const parsed = verificationSchema.safeParse(document)
  assert.ok(parsed.success, JSON.stringify(parsed.error))
  assert.doesNotMatch(outcome.stdout, /assay-test-/, 'no absolute path')
  return { ...outcome, document }
}

function verdicts({ document }: Seen): Readonly<Record<string, string>> {
  return Object.fromEntries(document.files.map((f) => [f.path, f.verdict]))
}

/** The cache of a hub's client: blobs named by their etags, links beside them. */
function hubCache(root: string): string {
  const top = join(root, 'hub/models--org--tiny')
  const snapshot = join(top, 'snapshots', COMMIT)
  mkdirSync(join(top, 'blobs'), { recursive: true })
  mkdirSync(join(top, 'refs'))
  writeFileSync(join(top, 'refs/main'), COMMIT)
  for (const [path, bytes] of Object.entries(files)) {
    const etag = repository.large.includes(path) ? sha256Hex(bytes) : gitBlobId(bytes)
    writeFileSync(join(top, 'blobs', etag), bytes)
    mkdirSync(dirname(join(snapshot, path)), { recursive: true })
    symlinkSync(`${'../'.repeat(path.split('/').length + 1)}blobs/${etag}`, join(snapshot, path))
  }
  return snapshot
}

/** What a client leaves of a download into a folder. */
function downloadRecords(root: string): void {
  for (const [path, bytes] of Object.entries(files)) {
    const record = join(root, '.cache/huggingface/download', `${path}.metadata`)
    mkdirSync(dirname(record), { recursive: true })
    const etag = repository.large.includes(path) ? sha256Hex(bytes) : gitBlobId(bytes)
    writeFileSync(record, `${COMMIT}\n${etag}\n1790000000.5\n`)
  }
}

describe('what came with the bytes is consistency at most', { concurrency: 2 }, () => {
  it('the cache of the hub: names of blobs', async () => {
    using folder = folderOf({})
    hubCache(folder.root)
    const seen = await verify(folder.root, ['hub'])
    assert.equal(seen.code, 0)
    assert.equal(seen.document.verdict, 'consistent')
    assert.equal(seen.document.says, 'consistent with the download source')
    assert.equal(seen.document.independence, 'none')
    assert.equal(seen.document.files.length, 3)
    assert.equal((await verify(folder.root, ['hub', '--require', 'verified'])).code, 1)
  })

  it('a cache that shares blobs: the link between bears the digest, also for a snapshot alone', async () => {
    using folder = folderOf({})
    const snapshot = hubCache(folder.root)
    const [etag, shared] = [sha256Hex(weights), join(folder.root, 'hub/blobs')]
    const blob = join(shared, 'ab', 'f'.repeat(64))
    mkdirSync(dirname(blob), { recursive: true })
    writeFileSync(join(shared, '.huggingface-shared-blobs'), '')
    const link = join(snapshot, '../../blobs', etag)
    renameSync(link, blob)
    symlinkSync(`../../blobs/ab/${'f'.repeat(64)}`, link)
    for (const path of [snapshot, join(snapshot, 'model.safetensors'), 'hub'])
      assert.equal((await verify(folder.root, [path])).document.verdict, 'consistent', path)
    writeFileSync(blob, 'WEIGHTS of a model')
    for (const path of [snapshot, join(snapshot, 'model.safetensors')])
      assert.equal((await verify(folder.root, [path])).document.verdict, 'mismatch', path)
  })

  it('a blob that was exchanged', async () => {
    using folder = folderOf({})
    const snapshot = hubCache(folder.root)
    writeFileSync(join(snapshot, 'model.safetensors'), 'WEIGHTS of a model')
    const seen = await verify(folder.root, ['hub'])
    assert.equal(seen.code, 1)
    assert.equal(seen.document.verdict, 'mismatch')
    const file = seen.document.files.find((f) => f.verdict === 'mismatch')
    assert.equal(file?.expected, `sha256:${sha256Hex(weights)}`)
    assert.notEqual(file?.digest, file?.expected)
  })

  it('records of a download, for the folder and for one file of it', async () => {
    using folder = folderOf(files)
    downloadRecords(folder.root)
    const seen = await verify(folder.root, ['.'])
    assert.deepEqual(verdicts(seen), {
      'config.json': 'consistent',
      'model.safetensors': 'consistent',
      'sub/tokenizer.json': 'consistent',
    })
    writeFileSync(join(folder.root, 'sub/tokenizer.json'), '[]')
    assert.equal((await verify(folder.root, ['sub/tokenizer.json'])).document.verdict, 'mismatch')
  })

  it('a list of checksums in the folder; what it does not name is nobody\u2019s', async () => {
    using folder = folderOf({ ...files, SHA256SUMS: `${sha256Hex(weights)}  model.safetensors\n` })
    const seen = await verify(folder.root, ['.'])
    assert.equal(seen.code, 1)
    assert.deepEqual(verdicts(seen), {
      'config.json': 'unpublished',
      'model.safetensors': 'consistent',
      'sub/tokenizer.json': 'unpublished',
    })
    assert.equal(seen.document.verdict, 'unpublished')
  })

  it('an Ollama store', async () => {
    const blob = `sha256-${sha256Hex(weights)}`
    const layer = {
      mediaType: 'application/vnd.ollama.image.model',
      digest: `sha256:${sha256Hex(weights)}`,
      size: weights.length,
    }
    const manifest = JSON.stringify({ schemaVersion: 2, layers: [layer] })
    using folder = folderOf({
      'manifests/registry.ollama.ai/library/tiny/latest': manifest,
      [`blobs/${blob}`]: weights,
    })
    assert.equal((await verify(folder.root, ['.'])).document.verdict, 'consistent')
    writeFileSync(join(folder.root, `blobs/${blob}`), 'WEIGHTS of a model')
    assert.equal((await verify(folder.root, ['.'])).document.verdict, 'mismatch')
  })

  it('a manifest for the one model that was copied out of a store', async () => {
    const layer = {
      mediaType: 'application/vnd.ollama.image.model',
      digest: `sha256:${sha256Hex(weights)}`,
      size: 1,
    }
    using folder = folderOf({
      'm/tiny.gguf': weights,
      manifest: JSON.stringify({ schemaVersion: 2, layers: [layer] }),
    })
    assert.equal(
      (await verify(folder.root, ['m/tiny.gguf', '--against', 'manifest'])).document.verdict,
      'verified',
    )
  })
})

describe('somebody else who vouches', { concurrency: 2 }, () => {
  it('a list from elsewhere verifies, and says that it was the user who brought it', async () => {
    const sums = Object.entries(files).map(([path, bytes]) => `${sha256Hex(bytes)}  ${path}\n`)
    using folder = folderOf({ SHA256SUMS: sums.join('') })
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder.root, 'm', path)), { recursive: true })
      writeFileSync(join(folder.root, 'm', path), bytes)
    }
    const seen = await verify(folder.root, ['m', '--against', 'SHA256SUMS', '--require', 'verified'])
    assert.equal(seen.code, 0, seen.stderr)
    assert.equal(seen.document.verdict, 'verified')
    assert.equal(seen.document.independence, 'asserted')
    assert.match(seen.document.says, /^verified by SHA256SUMS/)
    const table = await assay(['verify', 'm', '--against', 'SHA256SUMS'], { cwd: folder.root })
    assert.match(table.stdout, /^verified by SHA256SUMS/)
    writeFileSync(join(folder.root, 'm/config.json'), '{"model_type":"evil"}\n')
    const other = await assay(['verify', 'm', '--against', 'SHA256SUMS'], { cwd: folder.root })
    assert.equal(other.code, 1)
    assert.match(other.stdout, /^mismatch: 1 of 3 files is not what SHA256SUMS/)
    assert.match(other.stdout, new RegExp(sha256Hex(config)))
  })

  it('the hub, for bytes that came from a mirror; not for those that it sent itself', async () => {
    await using hub = await fakeHub(repository)
    const env = { HF_ENDPOINT: hub.endpoint, HF_TOKEN: 'hf_secret' }
    using folder = folderOf(files)
    const online = ['--against', 'hub:org/tiny', '--online']
    const asserted = await verify(folder.root, ['.', ...online], env)
    assert.equal(asserted.document.verdict, 'verified', asserted.stderr)
    assert.equal(asserted.document.independence, 'asserted')
    assert.ok(hub.asked.every((a) => a.authorization === 'Bearer hf_secret'))
    assert.doesNotMatch(asserted.stdout + asserted.stderr, /hf_secret/)
    downloadRecords(folder.root)
    assert.equal((await verify(folder.root, ['.', ...online], env)).document.verdict, 'consistent')
    writeFileSync(join(folder.root, 'config.json'), '{"model_type":"evil"}\n')
    writeFileSync(join(folder.root, 'modeling.py'), 'print(1)\n')
    const changed = await verify(folder.root, ['.', ...online], env)
    assert.deepEqual(verdicts(changed), {
      'config.json': 'mismatch',
      'model.safetensors': 'consistent',
      'modeling.py': 'unpublished',
      'sub/tokenizer.json': 'consistent',
    })
    assert.match(
      changed.document.files.find((f) => f.path === 'modeling.py')?.detail ?? '',
      /is not in .*org\/tiny@/,
    )
  })

  it('the hub knows the repositories of a cache, and a file with an invented record is not in them', async () => {
    await using hub = await fakeHub(repository)
    using folder = folderOf({})
    const snapshot = hubCache(folder.root)
    const evil = Buffer.from('import os\n')
    writeFileSync(join(snapshot, '../../blobs', gitBlobId(evil)), evil)
    symlinkSync(`../../blobs/${gitBlobId(evil)}`, join(snapshot, 'modeling.py'))
    assert.equal((await verify(folder.root, ['hub'])).document.verdict, 'consistent')
    const seen = await verify(folder.root, ['hub', '--against', 'hub', '--online'], {
      HF_ENDPOINT: hub.endpoint,
    })
    assert.equal(seen.document.verdict, 'unpublished')
    assert.equal(seen.code, 1)
  })

  it('an answer of the hub that was saved', async () => {
    const siblings = Object.entries(files).map(([rfilename, bytes]) =>
      repository.large.includes(rfilename)
        ? { rfilename, blobId: '0'.repeat(40), lfs: { sha256: sha256Hex(bytes), size: bytes.length } }
        : { rfilename, blobId: gitBlobId(bytes) },
    )
    const tree = Object.entries(files).map(([path, bytes]) =>
      treeEntry(path, bytes, repository.large.includes(path)),
    )
    using folder = folderOf({
      'info.json': JSON.stringify({ id: 'org/tiny', sha: COMMIT, siblings }),
      'tree.json': JSON.stringify(tree),
    })
    const snapshot = hubCache(folder.root)
    for (const saved of ['info.json', 'tree.json']) {
      const seen = await verify(folder.root, ['hub', '--against', saved])
      assert.equal(seen.document.verdict, 'consistent', saved)
    }
    renameSync(
      join(snapshot, '../../blobs', sha256Hex(weights)),
      join(snapshot, '../../blobs', 'f'.repeat(64)),
    )
    rmSync(join(snapshot, 'model.safetensors'))
    symlinkSync(`../../blobs/${'f'.repeat(64)}`, join(snapshot, 'model.safetensors'))
    assert.equal((await verify(folder.root, ['hub', '--against', 'tree.json'])).document.verdict, 'mismatch')
  })

  const misbehaving: readonly (readonly [string, Answer, string, number])[] = [
    ['has nothing to say', (_, r) => (r.writeHead(404).end(), true), 'unchecked', 3],
    [
      'answers with a web page',
      (_, r) => (r.writeHead(200, { 'content-type': 'text/html' }).end('<p>'), true),
      'unchecked',
      3,
    ],
    [
      'sends elsewhere',
      (_, r) => (r.writeHead(302, { location: 'https://evil.example/' }).end(), true),
      'unchecked',
      3,
    ],
    [
      'breaks off',
      (_, r) => (r.writeHead(200, { 'content-length': '99' }).write('['), r.destroy(), true),
      'unchecked',
      3,
    ],
    [
      'lies',
      (q, r) => q.url!.includes('/tree/') && (json(r, [treeEntry('config.json', weights, false)]), true),
      'mismatch',
      1,
    ],
  ]
  for (const [what, misbehave, verdict, code] of misbehaving)
    it(`a hub that ${what}: ${verdict}`, async () => {
      await using hub = await fakeHub(repository, misbehave)
      using folder = folderOf({ 'config.json': config })
      downloadRecords(folder.root)
      const args = ['.', '--against', 'hub:org/tiny', '--online']
      const seen = await verify(folder.root, args, { HF_ENDPOINT: hub.endpoint })
      assert.equal(seen.document.verdict, verdict, seen.stdout)
      assert.equal(seen.code, code)
    })

  it('a page, by its address', async () => {
    const page = `${sha256Hex(weights)}  model.safetensors\n`
    await using hub = await fakeHub(repository, (_, r) => (r.end(page), true))
    using folder = folderOf({ 'model.safetensors': weights })
    const address = `${hub.endpoint}/releases/SHA256SUMS?token=${'s'.repeat(40)}`
    const offline = await assay(['verify', '.', '--against', address], { cwd: folder.root })
    assert.equal(offline.code, 2)
    assert.match(offline.stderr, /add --online/)
    const seen = await verify(folder.root, ['.', '--against', address, '--online'])
    assert.equal(seen.document.verdict, 'verified', seen.stderr)
    assert.doesNotMatch(seen.stdout + seen.stderr + offline.stderr, /sssss/)
  })

  it('a server that answers as the hub would is not the hub; nor is a file that looks like its answer', async () => {
    const files_ = [treeEntry('model.safetensors', weights, true)]
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      layers: [{ mediaType: 'application/x', digest: `sha256:${sha256Hex(weights)}`, size: weights.length }],
    }
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256Hex(weights)}\nsize ${weights.length}\n`
    const answers: readonly (readonly [path: string, text: string])[] = [
      ['tree', JSON.stringify(files_)],
      ['manifest', JSON.stringify(manifest)],
      ['model.safetensors', pointer],
    ]
    await using mirror = await fakeHub(
      repository,
      (q, r) => (r.end(answers.find(([path]) => q.url === `/${path}`)?.[1]), true),
    )
    using folder = folderOf({ 'm/model.safetensors': weights, 'saved/tree.json': answers[0]![1] })
    const { port } = new URL(mirror.endpoint)
    for (const [path] of answers.filter(([name]) => name !== 'manifest'))
      for (const origin of [mirror.endpoint, `http://localhost:${port}/x`]) {
        const args = [
          'm/model.safetensors',
          '--against',
          `${mirror.endpoint}/${path}`,
          '--online',
          '--origin',
          origin,
        ]
        const seen = await verify(folder.root, args)
        assert.deepEqual(
          [seen.document.verdict, seen.document.independence],
          ['consistent', 'none'],
          `${path} ${origin}`,
        )
      }
    const saved = ['m/model.safetensors', '--against', 'saved/tree.json', '--origin']
    const { document } = await verify(folder.root, [...saved, 'https://mirror.example/org/m'])
    assert.deepEqual([document.verdict, document.independence], ['verified', 'asserted'])
    assert.equal(
      (await verify(folder.root, [...saved, 'https://huggingface.co/org/m'])).document.verdict,
      'consistent',
    )
  })
})

describe('keys and locks', { concurrency: 2 }, () => {
  const key = (root: string, name: string): void => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    writeFileSync(join(root, `${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(join(root, `${name}.pub`), publicKey.export({ type: 'spki', format: 'pem' }))
  }

  it('a signature of the model: whose key, which bytes, and what was not signed', async () => {
    using folder = folderOf({ 'm/a.safetensors': weights, 'm/config.json': config })
    const { root } = folder
    key(root, 'ours')
    key(root, 'theirs')
    assert.equal((await assay(['sign', 'm', '--key', 'ours.pem'], { cwd: root })).code, 0)
    const trusting = ['m', '--signature', 'm/model.sig', '--public-key', 'ours.pub']
    const good = await verify(root, [...trusting, '--require', 'verified'])
    assert.equal(good.code, 0, good.stderr)
    assert.match(good.document.says, /^verified by key sha256:[0-9a-f]{64} \(signature m\/model\.sig\)$/)
    assert.equal(good.document.independence, 'shown')
    // One that lies in the model is found, once somebody is trusted.
    assert.equal((await verify(root, ['m', '--public-key', 'ours.pub'])).document.verdict, 'verified')
    const unnamed = await verify(root, ['m'])
    assert.equal(unnamed.document.verdict, 'unpublished')
    assert.match(unnamed.document.notes.join(), /model\.sig is a signature/)
    const stranger = await verify(root, [...trusting.slice(0, -1), 'theirs.pub', '--log-format', 'json'])
    assert.equal(stranger.code, 1)
    assert.equal(stranger.document.verdict, 'unchecked')
    assert.equal((JSON.parse(stranger.stderr) as { code: string }).code, 'wrong-signer')
    writeFileSync(join(root, 'm/evil.py'), 'import os\n')
    const more = await verify(root, trusting)
    assert.deepEqual([more.code, more.document.refusals.map((r) => r.code)], [1, ['unlisted-code']])
    rmSync(join(root, 'm/evil.py'))
    writeFileSync(join(root, 'm/a.safetensors'), 'WEIGHTS of a model')
    const changed = await verify(root, trusting)
    assert.deepEqual(verdicts(changed), { 'a.safetensors': 'mismatch', 'config.json': 'verified' })
    assert.equal(changed.document.files[0]?.expected, `sha256:${sha256Hex(weights)}`)
  })

  it('a lock around the model repeats who vouched; one that the model brings is worth no more than a list', async () => {
    const sums = `${sha256Hex(weights)}  a.safetensors\n${sha256Hex(config)}  config.json\n`
    using folder = folderOf({ 'm/a.safetensors': weights, 'm/config.json': config, SUMS: sums })
    const { root } = folder
    const env = { XDG_STATE_HOME: join(root, '../state') }
    assert.equal((await assay(['lock', 'm', '--against', 'SUMS'], { cwd: root, env })).code, 0)
    const locked = await verify(root, ['m'], env)
    assert.equal(locked.document.verdict, 'verified', locked.stderr)
    assert.match(locked.document.says, /^verified by SUMS .*as locked in assay\.lock$/)
    writeFileSync(join(root, 'm/config.json'), '{}')
    assert.deepEqual(verdicts(await verify(root, ['m'], env)), {
      'a.safetensors': 'verified',
      'config.json': 'mismatch',
    })
    const text = readFileSync(join(root, 'assay.lock'), 'utf8')
    writeFileSync(join(root, 'assay.lock'), text.replace('"verdict": "verified"', '"verdict": "consistent"'))
    const edited = await verify(root, ['m'], env)
    assert.equal(edited.code, 1)
    assert.equal(edited.document.refusals[0]?.code, 'lock-edited')

    using other = folderOf({ 'm/m/a.safetensors': weights, 'm/m/config.json': config, 'm/assay.lock': text })
    const elsewhere = { XDG_STATE_HOME: join(other.root, '../state') }
    const brought = await verify(other.root, ['m'], elsewhere)
    assert.equal(brought.document.verdict, 'consistent')
    // Going into the folder is no reason to believe the lock that lies in it; using it is.
    const m = join(other.root, 'm')
    writeFileSync(join(m, 'm/config.json'), config)
    assert.equal((await verify(m, ['.'], elsewhere)).document.verdict, 'consistent')
    assert.equal((await assay(['lock', '--check'], { cwd: m, env: elsewhere })).code, 0)
    assert.equal((await verify(m, ['.'], elsewhere)).document.verdict, 'verified')
  })
})

describe('what cannot be compared is no consent', { concurrency: 2 }, () => {
  it('a pointer in place of the weights', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256Hex(weights)}\nsize ${weights.length}\n`
    using folder = folderOf({ 'model.safetensors': pointer })
    const seen = await verify(folder.root, ['.'])
    assert.equal(seen.code, 3)
    assert.match(seen.document.files[0]?.detail ?? '', /git lfs pull/)
  })

  it('a pointer that was kept, for the weights themselves', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256Hex(weights)}\nsize ${weights.length}\n`
    using folder = folderOf({ 'm/model.safetensors': weights, pointer })
    assert.equal((await verify(folder.root, ['m', '--against', 'pointer'])).document.verdict, 'verified')
    writeFileSync(join(folder.root, 'm/model.safetensors'), 'WEIGHTS of a model')
    assert.equal((await verify(folder.root, ['m', '--against', 'pointer'])).document.verdict, 'mismatch')
  })

  it('a file that may not be read', { skip: process.getuid?.() === 0 }, async () => {
    using folder = folderOf({ 'a.bin': weights })
    chmodSync(join(folder.root, 'a.bin'), 0)
    assert.equal((await verify(folder.root, ['.'])).document.verdict, 'unchecked')
  })

  it('a document that states nothing', async () => {
    using folder = folderOf({ 'm/a.bin': weights, 'page.html': '<p>nothing here</p>' })
    const seen = await verify(folder.root, ['m', '--against', 'page.html'])
    assert.equal(seen.code, 3)
    assert.equal(seen.document.gaps.length, 1)
  })
})

describe('usage', { concurrency: 2 }, () => {
  const cases: readonly (readonly [args: string, code: number, says: RegExp])[] = [
    ['missing', 4, /there is no missing/],
    ['empty', 4, /nothing to verify/],
    ['m --against none.txt', 2, /--against: there is no none\.txt/],
    ['m --against hub', 2, /add --online/],
    ['m --against hub --online', 2, /nothing here tells which repository/],
    ['m --against hub:../../x --online', 2, /is no repository/],
    ['m --signature none.sig', 2, /--signature: there is no none\.sig/],
    ['m --origin nowhere', 2, /--origin nowhere: is no address/],
    ['m --identity a@b', 2, /go together/],
    ['m --require everything', 2, /must be one of/],
  ]
  const folder = folderOf({ 'm/a.bin': weights, 'empty/.gitignore': '' })
  for (const [args, code, says] of cases)
    it(`assay verify ${args} ends with ${code}`, async () => {
      const outcome = await assay(['verify', ...args.split(' ')], { cwd: folder.root })
      assert.equal(outcome.code, code, outcome.stderr)
      assert.match(outcome.stderr, says)
    })

  it('a link that leads elsewhere is refused, and a pipe keeps nobody waiting', async () => {
    using links = folderOf({ 'm/a.bin': weights })
    symlinkSync('/etc/hostname', join(links.root, 'm/config.json'))
    const seen = await verify(links.root, ['m'])
    assert.equal(seen.code, 1)
    assert.deepEqual(
      seen.document.refusals.map((r) => r.code),
      ['link-escapes'],
    )
    execFileSync('/bin/sh', ['-c', `mkfifo "$0"`, join(links.root, 'pipe')])
    const waiting = await assay(['verify', 'm', '--against', 'pipe'], { cwd: links.root })
    assert.equal(waiting.code, 2)
    assert.match(waiting.stderr, /--against: pipe is no file/)
    // Something is there and nobody has looked at it: that is not the same as nothing.
    const pipe = await verify(links.root, ['pipe'])
    assert.deepEqual([pipe.code, pipe.document.verdict], [3, 'unchecked'])
  })

  it('absolute paths that were typed are no part of the result', async () => {
    using typed = folderOf({
      'm/a.bin': weights,
      'in/SUMS': `${sha256Hex(weights)}  a.bin\n`,
      'm/page.html': '',
    })
    const outside = join(typed.root, '../OTHER')
    writeFileSync(outside, `${'0'.repeat(64)}  a.bin\n`)
    const args = [join(typed.root, 'm/a.bin'), '--against', join(typed.root, 'in/SUMS')]
    assert.equal((await verify(typed.root, args)).document.authority, 'in/SUMS (checksum file)')
    const refused = await verify(typed.root, [...args, '--against', outside])
    assert.deepEqual([refused.code, refused.document.authority], [1, 'OTHER (checksum file)'])
  })

  it('names of files cannot write to the terminal', async () => {
    using hostile = folderOf({ 'a\u001b[2J\nverified.bin': weights })
    const { stdout } = await assay(['verify', '.'], { cwd: hostile.root })
    assert.ok(!stdout.includes('\u001b'))
    assert.match(stdout, /\\x1b\[2J\\nverified\.bin/)
  })
})
