import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { shortSha256 } from './short-sha256.ts'

describe('SHA-256 of short text', () => {
  const official = (text: string): string => createHash('sha256').update(text).digest('hex')
  it('is that of OpenSSL at every length around a block', () => {
    for (let n = 0; n < 200; n++) assert.equal(shortSha256('a'.repeat(n)), official('a'.repeat(n)))
  })
  it('is that of OpenSSL for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        assert.equal(shortSha256(text), official(text))
      }),
    )
  })
})
