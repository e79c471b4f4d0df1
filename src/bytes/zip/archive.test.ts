import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { zipExample } from './zip-example.ts'
import { memoryBytes } from '../bytes.ts'
import { zipArchive } from './archive.ts'
import type { ZipArchive } from './types.ts'

function archiveOf(data: Uint8Array): ZipArchive | undefined {
  return zipArchive(memoryBytes(data))
}

function kinds(data: Uint8Array): readonly string[] {
  return [...new Set(archiveOf(data)?.flaws.map((f) => f.kind))].toSorted()
}

const members = [
  { name: 'one.txt', data: 'first' },
  { name: 'two.txt', data: 'second '.repeat(50), deflate: true },
]

describe('zipArchive', () => {
  it('lists members with their places', () => {
    const archive = archiveOf(zipExample(members))
    assert.deepEqual(archive?.entries.map((e) => [e.name, e.headerAt, e.dataAt, e.size]).slice(0, 1), [
      ['one.txt', 0, 37, 5],
    ])
    assert.deepEqual(archive?.flaws, [])
  })

  it('finds an archive behind other bytes, whether or not its offsets know of them', () => {
    const prefix = Buffer.from('#!/bin/sh\n')
    assert.deepEqual(kinds(zipExample(members, { prefix })), ['prefix'])
    assert.deepEqual(kinds(Buffer.concat([prefix, zipExample(members)])), ['prefix'])
  })

  it('lists members without a directory', () => {
    const whole = zipExample(members)
    const archive = archiveOf(whole.subarray(0, whole.indexOf('PK\x01\x02', 'latin1')))
    assert.deepEqual(
      archive?.entries.map((e) => e.name),
      ['one.txt', 'two.txt'],
    )
    assert.equal(archive?.incomplete?.reason, 'malformed')
  })

  it('refuses a directory of a million members before it reads it', () => {
    const end = Buffer.alloc(98)
    end.write('PK\x06\x06', 0, 'latin1')
    end.writeBigUInt64LE(1_000_000n, 32)
    end.writeBigUInt64LE(50n, 40)
    end.write('PK\x06\x07', 56, 'latin1')
    end.writeBigUInt64LE(50n, 64)
    end.write('PK\x05\x06', 76, 'latin1')
    const archive = archiveOf(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.alloc(46), end]))
    assert.equal(archive?.incomplete?.reason, 'limit')
  })

  it('is no archive because a signature occurs', () => {
    assert.equal(
      archiveOf(Buffer.concat([Buffer.alloc(100, 1), Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(40)])),
      undefined,
    )
  })

  it('ends in an archive or none whatever is flipped', () => {
    const whole = zipExample(members, { comment: Buffer.from('comment') })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (flips) => {
          const broken = Buffer.from(whole)
          for (const [at, byte] of flips) broken[at] = byte
          archiveOf(broken)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
