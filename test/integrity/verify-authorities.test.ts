import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { assay, folderOf } from '../cli/assay.ts'
import { fakeHub, gitBlobId, json, sha256Hex, treeEntry, type Answer } from './fake-hub.ts'
import {
  COMMIT,
  weights,
  config,
  files,
  repository,
  verify,
  verdicts,
  hubCache,
  downloadRecords,
} from './verified.ts'

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
