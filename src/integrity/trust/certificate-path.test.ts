import assert from 'node:assert/strict'
import type { X509Certificate } from 'node:crypto'
import { describe, it } from 'node:test'
import {
  certify,
  chainOf,
  SERVER,
  type CertificateOptions,
  type Certified,
} from '../../../test/integrity/certificates.ts'
import { certificatePath, invalidAt } from './certificate-path.ts'

function why(
  leaf: Certified,
  between: readonly Certified[],
  roots: readonly Certified[],
): string | readonly X509Certificate[] {
  const certificates = (list: readonly Certified[]): X509Certificate[] => list.map((c) => c.certificate)
  const found = certificatePath(leaf.certificate, certificates(between), certificates(roots))
  return found.outcome === 'found' ? found.path : found.why
}

describe('paths of certificates', () => {
  it('lead from the leaf to a trusted root, whatever else is in the chain', () => {
    const { root, between, leaf } = chainOf()
    const stranger = certify({ name: 'stranger', authority: true })
    const path = why(leaf, [stranger, root, between], [root])
    assert.deepEqual(Array.isArray(path) && path.map((c: X509Certificate) => c.subject), [
      'CN=signer',
      'CN=between',
      'CN=root',
    ])
  })

  it('may start and end with what is trusted itself', () => {
    const alone = certify({ name: 'alone' })
    assert.equal(why(alone, [], [alone]).length, 1)
  })

  it('do not lead to a root that only bears the same name', () => {
    const { between, leaf } = chainOf()
    assert.match(
      String(why(leaf, [between], [certify({ name: 'root', authority: true })])),
      /no trusted root/,
    )
  })

  it('need what is between', () => {
    const { root, leaf } = chainOf()
    assert.match(String(why(leaf, [], [root])), /no trusted root/)
  })

  const MISUSED: readonly (readonly [string, Partial<CertificateOptions>, RegExp])[] = [
    ['is for servers', { purposes: [SERVER] }, /not made for signing code/],
    ['says nothing of its use', { purposes: [], usage: null }, /not made for signing code/],
    ['has a key for other things', { usage: 0x20 }, /not made for signatures/],
    [
      'has a critical extension that is unknown',
      { critical: '2.5.29.30' },
      /not understood \(2\.5\.29\.30\)/,
    ],
    ['was signed with SHA-1', { hash: 'sha1' }, /signed in a way that is broken/],
  ]
  for (const [what, options, expected] of MISUSED)
    it(`do not start at a leaf that ${what}`, () => {
      const { root, between, leaf } = chainOf(options)
      assert.match(String(why(leaf, [between], [root])), expected)
    })

  it('do not go through somebody who is no authority', () => {
    const { root, between } = chainOf()
    const impostor = certify({ name: 'impostor', issuer: between })
    const leaf = certify({ name: 'signer', issuer: impostor })
    assert.match(String(why(leaf, [between, impostor], [root])), /no (?:certificate authority|trusted root)/)
  })

  it('do not go through an authority that may not sign certificates', () => {
    const root = certify({ name: 'root', authority: true, usage: 0x80 })
    assert.match(
      String(why(certify({ name: 'signer', issuer: root }), [], [root])),
      /may not sign|no trusted root/,
    )
  })

  it('are not longer than an authority allows', () => {
    const { root, between } = chainOf()
    const below = certify({ name: 'below', issuer: between, authority: true })
    const leaf = certify({ name: 'signer', issuer: below })
    assert.match(String(why(leaf, [between, below], [root])), /longer than an issuer allows/)
  })

  it('end when authorities certify each other', () => {
    const a = certify({ name: 'a', authority: true })
    const b = certify({ name: 'b', issuer: a, authority: true })
    const many = Array.from({ length: 14 }, () => certify({ name: 'b', issuer: a, authority: true }))
    const leaf = certify({ name: 'signer', issuer: b })
    assert.match(
      String(why(leaf, [b, ...many, a], [certify({ name: 'other', authority: true })])),
      /no trusted root/,
    )
  })

  it('are valid at a time when all of them are', () => {
    const now = Date.now()
    const { root, between } = chainOf()
    const leaf = certify({ name: 'signer', issuer: between, from: now - 60_000, to: now - 30_000 })
    const path = [leaf, between, root].map((c) => c.certificate)
    assert.equal(invalidAt(path, now)?.subject, 'CN=signer')
    assert.equal(invalidAt(path, now - 90_000)?.subject, 'CN=signer')
    assert.equal(invalidAt(path, now - 45_000), undefined)
  })
})
