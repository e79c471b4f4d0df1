import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AuthorityKind, PublishedDigest } from '../../model/checksum.ts'
import { listingInTree, treeNames } from './in-tree.ts'

const files = [
  { path: 'm/model.gguf' },
  { path: 'm/sub/config.json' },
  { path: 'blobs/abc', aliases: ['m/linked.bin'] },
  { path: 'other/model.gguf' },
]
const names = treeNames(files)

function said(name: string, hex = 'a'): PublishedDigest {
  return { name, algorithm: 'sha256', hex: hex.repeat(64) }
}

function meant(digests: readonly PublishedDigest[], authority: AuthorityKind = 'sha256sums-file'): string[] {
  const record = { kind: 'listing', authority, digests } as const
  return listingInTree({ path: 'm/SHA256SUMS', record }, names).digests.map((d) => d.name)
}

describe('names in a list', () => {
  it('count from its folder, through links too', () => {
    assert.deepEqual(meant([said('model.gguf'), said('./sub/config.json'), said('linked.bin')]), [
      'm/model.gguf',
      'm/sub/config.json',
      'blobs/abc',
    ])
  })

  it('mean no file elsewhere that bears the name', () => {
    assert.deepEqual(meant([said('config.json'), said('../other/model.gguf'), said('abc')]), [])
  })

  it('may be paths of the machine that made the list, where one file can be meant', () => {
    assert.deepEqual(meant([said('/data/models/model.gguf')]), ['m/model.gguf'])
    assert.deepEqual(meant([said('C:\\models\\model.gguf')]), ['m/model.gguf'])
    assert.deepEqual(meant([said('v1/model.gguf'), said('v2/model.gguf', 'b')]), [])
    assert.deepEqual(meant([said('v1/model.gguf')], 'assay-lock'), [])
  })

  it('have nobody speak through a lock that came with the bytes', () => {
    const record = {
      kind: 'listing',
      authority: 'assay-lock',
      digests: [{ ...said('model.gguf'), verifiedBy: 'oms-signature by the pope' }],
    } as const
    const listing = listingInTree({ path: 'm/assay.lock', record }, names)
    assert.deepEqual(listing.digests, [{ ...said('model.gguf'), name: 'm/model.gguf' }])
    assert.equal(listing.cameWithBytes, true)
  })

  it('with two digests in a card leave it open which version is meant', () => {
    const two = [said('model.gguf'), said('model.gguf', 'b')]
    assert.deepEqual(meant(two), ['m/model.gguf', 'm/model.gguf'])
    const record = { kind: 'listing', authority: 'model-card', digests: two } as const
    const { digests, unclear } = listingInTree({ path: 'm/README.md', record }, names)
    assert.deepEqual([digests, unclear], [[], ['m/model.gguf']])
  })
})
