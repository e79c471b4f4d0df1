import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { assay, folderOf } from '../cli/assay.ts'
import { sha256Hex } from './fake-hub.ts'
import { weights, files, verify, verdicts, hubCache, downloadRecords } from './verified.ts'

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
