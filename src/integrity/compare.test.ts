import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { authorityOf, compare, wantedAlgorithms, type FileVerdict } from './compare.ts'
import type { DigestedFile } from './digested-file.ts'
import type { Listing, Origin, PublishedDigest } from './listing.ts'

const [A, B] = ['a', 'b'].map((c) => c.repeat(64)) as [string, string]
const MD5 = 'c'.repeat(32)
const GIT = 'd'.repeat(40)
const HUB: Origin = { host: 'huggingface.co', namespace: 'org', known: 'hub cache' }
const SITE: Origin = { host: 'example.org', known: 'address of the page' }

const file = (more: Partial<DigestedFile> = {}): DigestedFile => ({
  path: 'model.gguf',
  aliases: [],
  size: 10,
  digest: `sha256:${A}`,
  others: {},
  ...more,
})
const digest = (hex: string, more: Partial<PublishedDigest> = {}): PublishedDigest => ({
  name: 'model.gguf',
  algorithm: 'sha256',
  hex,
  ...more,
})
const listing = (digests: readonly PublishedDigest[], more: Partial<Listing> = {}): Listing => ({
  kind: 'sha256sums-file',
  source: 'SHA256SUMS',
  digests,
  cameWithBytes: false,
  gaps: [],
  ...more,
})
const judge = (listings: readonly Listing[], given = file()): FileVerdict =>
  compare([given], listings).files[0]!
const verdict = (listings: readonly Listing[], given = file()): string => {
  const { verdict: found, independence } = judge(listings, given)
  return `${found} ${independence}`
}

describe('compare', () => {
  it('tells verification from consistency', () => {
    const said = [digest(A)]
    assert.equal(verdict([listing(said)]), 'verified asserted')
    assert.equal(verdict([listing(said, { origin: SITE })], file({ origin: HUB })), 'verified shown')
    assert.equal(verdict([listing(said, { cameWithBytes: true })]), 'consistent none')
    assert.equal(verdict([listing(said, { origin: HUB })], file({ origin: HUB })), 'consistent none')
    assert.equal(
      verdict([listing(said, { cameWithBytes: true, kind: 'oms-signature', signer: 'key' })]),
      'verified shown',
    )
    assert.equal(verdict([]), 'unpublished none')
  })

  it('counts the strongest word, and any against the bytes', () => {
    const local = listing([digest(A)], { cameWithBytes: true, source: 'local' })
    const site = listing([digest(A)], { origin: SITE, source: 'page' })
    const against = listing([digest(B)], { cameWithBytes: true, source: 'other' })
    assert.equal(judge([local, site], file({ origin: HUB })).authority, 'sha256sums-file page of example.org')
    const found = judge([local, site, against], file({ origin: HUB }))
    assert.equal(found.verdict, 'mismatch')
    assert.equal(found.authority, 'sha256sums-file other')
    assert.equal(found.contradicts, 'sha256sums-file page of example.org')
    assert.equal(found.expected, `sha256:${B}`)
  })

  it('is against bytes for which one listing says two things', () => {
    assert.equal(verdict([listing([digest(A), digest(B)])]), 'mismatch asserted')
  })

  it('never verifies by a weak digest, and refuses by one', () => {
    const weak = [listing([digest(MD5, { algorithm: 'md5' })])]
    assert.equal(judge(weak, file({ others: { md5: MD5 } })).verdict, 'unchecked')
    assert.equal(judge(weak).verdict, 'unchecked')
    assert.equal(judge(weak, file({ others: { md5: 'e'.repeat(32) } })).verdict, 'mismatch')
    const both = [listing([digest(A), digest(MD5, { algorithm: 'md5' })])]
    assert.equal(judge(both).verdict, 'verified')
    assert.deepEqual([...wantedAlgorithms([file()], both)], [])
    assert.deepEqual([...wantedAlgorithms([file()], weak)], [['model.gguf', ['md5']]])
  })

  it('takes the id of a git blob as a word, and a size as one against', () => {
    const git = listing([digest(GIT, { algorithm: 'git-blob-sha1' })], { kind: 'hf-git-oid' })
    assert.equal(judge([git], file({ others: { 'git-blob-sha1': GIT } })).verdict, 'verified')
    const sized = listing([digest(MD5, { algorithm: 'md5', size: 11 })])
    assert.equal(judge([sized], file({ others: { md5: MD5 } })).verdict, 'mismatch')
  })

  it('repeats of a lock what it had from others', () => {
    const lock = (more: Partial<PublishedDigest>): Listing =>
      listing([digest(A, more)], { kind: 'assay-lock', source: 'assay.lock', cameWithBytes: true })
    assert.equal(judge([lock({})]).verdict, 'consistent')
    const found = judge([lock({ verifiedBy: 'release-page https://example.org/' })])
    assert.equal(found.verdict, 'verified')
    assert.match(found.authority ?? '', /^release-page https:\/\/example\.org\/ \(assay-lock/)
  })

  it('does not call unpublished what was unclear', () => {
    const unclear = listing([], { unclear: ['./model.gguf'] })
    assert.equal(judge([unclear]).verdict, 'unchecked')
    assert.equal(judge([listing([digest(A, { name: 'renamed.gguf' })])]).listedAs, 'renamed.gguf')
    assert.equal(judge([listing([digest(A, { name: 'renamed.gguf' })])]).verdict, 'unpublished')
  })

  it('is as good as the worst file, and says what is missing', () => {
    const files = [file(), file({ path: 'b.bin' }), file({ path: 'a.bin', digest: `sha256:${B}` })]
    const one = compare(files, [
      listing([digest(A), digest(B, { name: 'a.bin' }), digest(B, { name: 'gone.bin' })]),
    ])
    assert.equal(one.verdict, 'unpublished')
    assert.deepEqual(
      one.files.map((f) => f.path),
      ['a.bin', 'b.bin', 'model.gguf'],
    )
    assert.deepEqual(one.missing, [{ authority: 'sha256sums-file SHA256SUMS', name: 'gone.bin' }])
    assert.equal(compare([], []).verdict, undefined)
  })

  it('names an authority by what and whose it is', () => {
    assert.equal(
      authorityOf(listing([], { origin: HUB, source: 'tree.json' })),
      'sha256sums-file tree.json of huggingface.co/org',
    )
    assert.equal(
      authorityOf(listing([], { origin: SITE, source: 'https://example.org/x' })),
      'sha256sums-file https://example.org/x',
    )
    assert.equal(
      authorityOf(listing([], { signer: 'key sha256:1' })),
      'sha256sums-file SHA256SUMS by key sha256:1',
    )
  })
})
