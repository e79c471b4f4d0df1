import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bzip2Crc } from './bzip2-crc.ts'
import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import * as fc from 'fast-check'
import { DEFAULT_LIMITS, MiB, type Context, type Limits } from '../../model/context.ts'
import { overLimit } from '../../model/read-error.ts'
import { memoryBytes } from '../bytes.ts'
import type { Codec } from './codecs.ts'
import { FIXTURES, sample } from './fixtures.ts'
import { inflate, type Inflated } from './inflate.ts'

function context(limits: Limits = DEFAULT_LIMITS): Context {
  return {
    limits,
    signal: new AbortController().signal,
    clock: () => new Date(0),
    checkpoint: () => {},
    countMembers: () => {},
    countInflated: (_n, streamIn, streamOut) => {
      if (streamOut > limits.ratioFloor && streamOut > limits.ratio * streamIn) throw overLimit('a bomb')
    },
    defer: () => {},
  }
}

function decoded(codec: Codec, data: Uint8Array, ctx = context()): Inflated & { readonly text: Buffer } {
  const result = inflate(codec, memoryBytes(data), ctx)
  return { ...result, text: result.bytes.read(0, result.bytes.size) }
}

const compressible = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(300)), { maxLength: 60 })
  .map((parts) =>
    Buffer.concat(parts.flatMap(([bytes, times]) => Array.from({ length: times }, () => bytes))),
  )

describe('inflate', () => {
  for (const [codec, base64] of FIXTURES) {
    const data = Buffer.from(base64, 'base64')
    it(`${codec}: decodes what the reference tool wrote, to its last byte`, () => {
      const result = decoded(codec, Buffer.concat([data, Buffer.from('behind')]))
      assert.equal(result.problem, undefined)
      assert.ok(result.text.equals(sample()))
      assert.equal(result.consumed, data.length)
    })

    it(`${codec}: keeps what stands before a break`, () => {
      for (let cut = 0; cut < data.length - 12; cut += 7) {
        const result = decoded(codec, data.subarray(0, cut))
        assert.equal(result.problem?.reason, 'malformed', `cut at ${cut}`)
        assert.ok(sample().subarray(0, result.text.length).equals(result.text))
      }
    })

    it(`${codec}: ends in bytes or a problem whatever is flipped`, () => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.nat(data.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
          (flips) => {
            const broken = Buffer.from(data)
            for (const [at, byte] of flips) broken[at] = byte
            decoded(codec, broken)
          },
        ),
        { numRuns: 300 },
      )
    })
  }

  it('undoes deflate at every level', () => {
    fc.assert(
      fc.property(compressible, fc.constantFrom(0, 1, 6, 9), (data, level) => {
        assert.ok(decoded('deflate', deflateRawSync(data, { level })).text.equals(data))
        assert.ok(decoded('zlib', deflateSync(data, { level })).text.equals(data))
        assert.ok(decoded('gzip', gzipSync(data, { level })).text.equals(data))
      }),
      { numRuns: 60 },
    )
  })

  it('undoes zstd', () => {
    fc.assert(
      fc.property(compressible, (data) => {
        const result = decoded('zstd', zstdCompressSync(data))
        assert.equal(result.problem, undefined)
        assert.ok(result.text.equals(data))
      }),
      { numRuns: 60 },
    )
  })

  it('stops a bomb and keeps its head', () => {
    const limits = { ...DEFAULT_LIMITS, ratioFloor: 2 * MiB }
    const result = decoded('zlib', deflateSync(Buffer.alloc(64 * MiB)), context(limits))
    assert.equal(result.problem?.reason, 'limit')
    assert.ok(result.text.length <= 4 * MiB)
  })

  it('moves large output to a file without a name, and frees it', () => {
    const data = Buffer.alloc(40 * MiB, 'many different words, but not many. ')
    const result = inflate('zlib', memoryBytes(deflateSync(data)), context())
    assert.equal(result.bytes.size, data.length)
    assert.ok(result.bytes.read(36 * MiB, 100).equals(data.subarray(36 * MiB, 36 * MiB + 100)))
    result.close()
    result.close()
  })

  it('computes the checksum of bzip2', () => {
    assert.equal(~bzip2Crc(Buffer.from('123456789'), 9, -1) >>> 0, 0xfc891918)
  })
})
