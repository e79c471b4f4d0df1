import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { tarExample, tarMember } from './tar-example.ts'
import { DEFAULT_LIMITS, type Context } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { memoryBytes } from '../bytes.ts'
import { tarMembers } from './members.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => {},
  countMembers: () => {},
  countInflated: () => {},
  defer: () => {},
}

function listed(data: Uint8Array): string[] {
  const lines: string[] = []
  for (const event of tarMembers(memoryBytes(data), ctx)) {
    if (event.kind === 'flaw') lines.push(`flaw ${event.error.reason}`)
    else {
      const { name, bytes, behindEnd } = event.member
      lines.push(`${name} ${bytes.read(0, 40).toString('latin1')}${behindEnd ? ' behind' : ''}`)
    }
  }
  return lines
}

describe('tarMembers', () => {
  it('takes long names from GNU and POSIX headers', () => {
    const long = `${'deep/'.repeat(40)}name`
    const pax = `${` path=${long}\n`.length + 3} path=${long}\n`
    assert.deepEqual(
      listed(
        tarExample([
          { name: '././@LongLink', type: 'L', data: `${long}\0` },
          { name: 'short', data: 'gnu' },
          { name: 'PaxHeader', type: 'x', data: pax },
          { name: 'short', data: 'pax' },
        ]),
      ),
      [`${long} gnu`, `${long} pax`],
    )
  })

  it('takes the size from an extended header', () => {
    const padded = tarMember({ name: 'a', data: 'content' })
    padded.write(`${'0'.repeat(11)}\0        `, 124, 'latin1')
    padded.fill(0x20, 148, 156)
    const sum = padded.subarray(0, 512).reduce((total, byte) => total + byte, 0)
    padded.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    const header = tarMember({ name: 'h', type: 'x', data: '10 size=7\n' })
    assert.deepEqual(listed(Buffer.concat([header, padded, tarMember({ name: 'b', data: 'next' })])), [
      'a content',
      'b next',
    ])
  })

  it('goes on behind the end mark and behind a broken header', () => {
    const joined = Buffer.concat([
      tarExample([{ name: 'a', data: '1' }]),
      tarMember({ name: 'broken', checksum: 1 }),
      tarMember({ name: 'b', data: '2' }),
    ])
    assert.deepEqual(listed(joined), ['a 1', 'flaw malformed', 'b 2 behind'])
  })

  it('fills the holes of sparse members', () => {
    const records = [
      'GNU.sparse.major=1',
      'GNU.sparse.minor=0',
      'GNU.sparse.realsize=10',
      'GNU.sparse.name=s',
    ]
    const pax = records.map((r) => `${r.length + 4} ${r}\n`).join('')
    const map = Buffer.alloc(512)
    map.write('1\n4\n3\n', 'latin1')
    const data = tarExample([
      { name: 'PaxHeader', type: 'x', data: pax },
      { name: 'x', data: Buffer.concat([map, Buffer.from('abc')]) },
    ])
    assert.deepEqual(listed(data), ['s \0\0\0\0abc\0\0\0'])
  })

  it('ends in members or a ReadError whatever is flipped', () => {
    const whole = tarExample([
      { name: 'PaxHeader', type: 'x', data: '12 path=abc\n' },
      { name: 'a', data: 'x' },
      { name: 'l', type: '2', link: 'a' },
    ])
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (flips) => {
          const broken = Buffer.from(whole)
          for (const [at, byte] of flips) broken[at] = byte
          try {
            listed(broken)
          } catch (error) {
            assert.ok(error instanceof ReadError)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
