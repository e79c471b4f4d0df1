import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Listing, Origin } from '../listing.ts'
import { independence, STATED_BY_PAGE } from './independence.ts'
import { originOf } from './origin-of.ts'
import { samePlace } from './same-place.ts'

const at = (address: string): Origin => originOf(address, 'test') ?? assert.fail(address)
const place = (address: string): string | undefined => {
  const origin = originOf(address, 'test')
  return origin && `${origin.host} ${origin.namespace ?? '-'}`
}

describe('originOf', () => {
  const places: readonly (readonly [address: string, place: string | undefined])[] = [
    ['https://huggingface.co/Org/name/resolve/main/model.gguf', 'huggingface.co org'],
    ['https://huggingface.co/gpt2/resolve/main/model.gguf', 'huggingface.co -'],
    ['https://huggingface.co/datasets/org/name', 'huggingface.co org'],
    ['https://huggingface.co/api/models/org/name/tree/main', 'huggingface.co org'],
    ['hf.co/org/name:Q4_K_M', 'hf.co org'],
    ['hf://org/name/file', 'huggingface.co org'],
    ['pkg:huggingface/org/name@0123', 'huggingface.co org'],
    ['https://cdn-lfs-us-1.hf.co/repos/ab/cd/x', 'cdn-lfs-us-1.hf.co -'],
    ['https://github.com/ggml-org/llama.cpp/releases/download/b1/a.zip', 'github.com ggml-org'],
    ['https://raw.githubusercontent.com/ggml-org/llama.cpp/master/x', 'raw.githubusercontent.com ggml-org'],
    ['https://api.github.com/repos/ggml-org/llama.cpp/releases', 'api.github.com ggml-org'],
    [
      'https://release-assets.githubusercontent.com/github-production/1',
      'release-assets.githubusercontent.com -',
    ],
    ['https://ggml-org.github.io/sums.txt', 'ggml-org.github.io ggml-org'],
    ['git@github.com:ggml-org/llama.cpp.git', 'github.com ggml-org'],
    ['ssh://git@gitlab.com:22/group/sub/project.git', 'gitlab.com group'],
    ['s3://bucket/key', 's3.amazonaws.com bucket'],
    ['https://bucket.s3.eu-west-1.amazonaws.com/key', 'bucket.s3.eu-west-1.amazonaws.com bucket'],
    ['https://s3.us-east-2.amazonaws.com/bucket/key', 's3.us-east-2.amazonaws.com bucket'],
    ['https://storage.googleapis.com/bucket/key', 'storage.googleapis.com bucket'],
    ['https://acc.blob.core.windows.net/container/key', 'acc.blob.core.windows.net acc'],
    ['https://mirror.example/org/name/resolve/main/f', 'mirror.example org'],
    ['https://mirror.example/api/models/org/name/tree/main', 'mirror.example org'],
    ['https://USER:secret@Example.ORG:8443/x', 'example.org -'],
    ['http://[::1]:80/x', '[::1] -'],
    ['registry.ollama.ai/library/llama3:8b', 'registry.ollama.ai library'],
    ['file:///srv/model', undefined],
    ['models/model.gguf', undefined],
    ['C:\\models\\model.gguf', undefined],
    ['', undefined],
  ]
  for (const [address, expected] of places)
    it(address || 'nothing', () => assert.equal(place(address), expected))

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        originOf(text, 'x')
        originOf(`https://${text}`, 'x')
      }),
    )
  })
})

describe('samePlace', () => {
  const same: readonly (readonly [string, string])[] = [
    ['https://huggingface.co/org/a', 'https://hf.co/org/b'],
    ['https://huggingface.co/org/a', 'https://cas-bridge.xethub.hf.co/xet-bridge-us/66/x'],
    ['https://huggingface.co/org/a', 'https://cdn-lfs-us-1.hf.co/repos/ab/cd/x'],
    ['https://github.com/owner/a', 'https://user-images.githubusercontent.com/1/x'],
    ['https://gitlab.com/owner/a', 'https://gitlab.com/api/v4/projects/1'],
    ['https://sourceforge.net/projects/a/files', 'https://master.dl.sourceforge.net/project/a/f'],
    ['https://modelscope.cn/models/owner/a', 'https://www.modelscope.cn/api/v1/models/owner/a/repo'],
    ['https://huggingface.co/org/a', 'https://hf-mirror.example/org/a/resolve/main/f'],
    ['https://github.com/owner/a', 'https://owner.github.io/sums'],
    ['https://github.com/owner/a', 'https://raw.githubusercontent.com/Owner/b/x'],
    ['https://github.com/owner/a', 'https://objects.githubusercontent.com/x'],
    ['https://example.org/a', 'https://downloads.example.org/b'],
    ['https://www.example.co.uk/a', 'https://cdn.example.co.uk/b'],
    ['https://example.org/a', 'https://d111.cloudfront.net/a'],
    ['https://example.org/a', 'http://203.0.113.7/a'],
    ['http://127.0.0.1:81/a', 'http://127.0.0.1:82/a'],
    ['https://git.example.org/alice/a', 'https://git.example.org/bob/a'],
  ]
  const different: readonly (readonly [string, string])[] = [
    ['https://huggingface.co/org/a', 'https://huggingface.co/other/a'],
    ['https://huggingface.co/org/a', 'https://github.com/org/a'],
    ['https://huggingface.co/org/a', 'https://org.example/sums'],
    ['https://huggingface.co/org/a', 'https://hf-mirror.example/other/a/resolve/main/f'],
    ['https://alice.github.io/a', 'https://bob.github.io/a'],
    ['https://example.co.uk/a', 'https://other.co.uk/a'],
    ['https://a.example/x', 'https://b-example.org/x'],
    ['http://127.0.0.1:81/a', 'https://example.org/a'],
    ['https://one.s3.amazonaws.com/a', 'https://s3.amazonaws.com/two/a'],
  ]
  for (const [a, b] of same)
    it(`${a} and ${b} are one`, () => {
      assert.ok(samePlace(at(a), at(b)))
      assert.ok(samePlace(at(b), at(a)))
    })
  for (const [a, b] of different)
    it(`${a} and ${b} are two`, () => {
      assert.ok(!samePlace(at(a), at(b)))
      assert.ok(!samePlace(at(b), at(a)))
    })
})

describe('independence', () => {
  const listing = (more: Partial<Listing>): Listing => ({
    kind: 'sha256sums-file',
    source: 'SHA256SUMS',
    digests: [],
    cameWithBytes: false,
    gaps: [],
    ...more,
  })
  const hub = at('https://huggingface.co/org/name')
  const mirror = at('https://mirror.example/org/name/resolve/main/f')
  const elsewhere = at('https://example.org/SHA256SUMS')

  it('is asserted by whoever gives a listing of which nothing is known', () => {
    assert.equal(independence(listing({}), {}), 'asserted')
    assert.equal(independence(listing({ origin: elsewhere }), {}), 'asserted')
    assert.equal(independence(listing({}), { origin: hub }), 'asserted')
  })

  it('is shown by two places or a key, and never by what came along', () => {
    assert.equal(independence(listing({ origin: elsewhere }), { origin: hub }), 'shown')
    assert.equal(independence(listing({ signer: 'key' }), { origin: hub }), 'shown')
    assert.equal(independence(listing({ cameWithBytes: true, origin: elsewhere }), { origin: hub }), 'none')
    assert.equal(independence(listing({ origin: hub }), { origin: hub }), 'none')
  })

  it('finds out a mirror by the words of the hub itself, and by nothing else', () => {
    assert.equal(independence(listing({ kind: 'hf-lfs-oid', origin: hub }), { origin: mirror }), 'shown')
    assert.equal(independence(listing({ kind: 'model-card', origin: hub }), { origin: mirror }), 'none')
    assert.equal(independence(listing({ kind: 'hf-lfs-oid', origin: mirror }), { origin: mirror }), 'none')
    assert.equal(independence(listing({ kind: 'hf-lfs-oid' }), { origin: hub }), 'none')
  })

  it('is lost where the place of the bytes chose who answers, and between names of this machine', () => {
    const sent = listing({ origin: elsewhere, sentBy: at('https://mirror.example/SHA256SUMS') })
    assert.equal(independence(sent, { origin: mirror }), 'none')
    assert.equal(independence(sent, { origin: hub }), 'shown')
    const own = listing({ origin: at('http://localhost:8080/SHA256SUMS') })
    for (const name of ['127.0.0.1', '127.9.9.9:1', '[::1]:99', 'models.localhost'])
      assert.equal(independence(own, { origin: at(`http://${name}/m`) }), 'none', name)
  })

  it('is not shown by what a page says of itself', () => {
    const stated = { ...elsewhere, known: STATED_BY_PAGE }
    assert.equal(independence(listing({ origin: stated }), { origin: hub }), 'asserted')
    const saved = { ...hub, known: STATED_BY_PAGE }
    assert.equal(independence(listing({ kind: 'hf-lfs-oid', origin: saved }), { origin: mirror }), 'asserted')
    assert.equal(
      independence(listing({ origin: { ...hub, known: STATED_BY_PAGE } }), { origin: hub }),
      'none',
    )
  })
})
