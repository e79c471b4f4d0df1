import { constants, crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { MiB } from '../src/model/context.ts'
import type { Example } from '../src/model/rule.ts'

/** Small files that ask for more time or memory than there is. */
export function bombs(): Example[] {
  const marks = Buffer.concat([Buffer.from('\x80\x04', 'latin1'), Buffer.alloc(20_000, '('), latin1('N.')])
  return [
    named('gzip-members.gz', repeat(gzipSync(Buffer.alloc(64 * MiB), { level: 9 }), 160)),
    named('deflate.zip', zipOf([{ name: 'zeros', data: endlessZeros(160), size: 160 * 64 * MiB }])),
    named('entries.zip', millionEntries()),
    named('overlap.zip', overlapping()),
    named('marks.pkl', marks),
    named('many-marks.pkl', Buffer.concat([latin1('\x80\x04'), Buffer.alloc(32 * MiB, '('), latin1('N.')])),
    named('laughs.pkl', laughs()),
    named('put.pkl', latin1('\x80\x02}r\xff\xff\xff\x7fcos\nsystem\n(U\x02idtR.')),
    ...['\x8e', '\x8d', '\x96', '\x95'].map((opcode, i) =>
      named(
        `length-${i}.pkl`,
        Buffer.concat([latin1(`\x80\x05cos\nsystem\n(U\x02idtR0${opcode}`), le64(1n << 62n), latin1('x.')]),
      ),
    ),
    named('header.safetensors', Buffer.concat([le64(1n << 62n), latin1('{"a":')])),
    named('counts.gguf', Buffer.concat([latin1('GGUF\x03\0\0\0'), le64(1n << 62n), le64(1n << 62n)])),
  ]
}

function named(path: string, bytes: Uint8Array): Example {
  return { path, bytes }
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

function le64(value: bigint): Buffer {
  const buffer = Buffer.alloc(8)
  buffer.writeBigUInt64LE(value)
  return buffer
}

function repeat(piece: Buffer, times: number): Buffer {
  return Buffer.concat(Array.from({ length: times }, () => piece))
}

/** One deflate stream of `times` x 64 MiB of zeros: blocks that end in a full flush can be repeated. */
function endlessZeros(times: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(64 * MiB), { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([repeat(block, times), deflateRawSync(Buffer.alloc(0))])
}

interface Member {
  readonly name: string
  readonly data: Buffer
  readonly size: number
}

function zipOf(members: readonly Member[]): Buffer {
  const parts: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const { name, data, size } of members) {
    const shared = sharedHeader(name, data.length, size)
    entries.push(directoryEntry(name, shared, offset))
    parts.push(latin1('PK\x03\x04'), shared, latin1(name), data)
    offset += 30 + name.length + data.length
  }
  const directory = Buffer.concat(entries)
  return Buffer.concat([...parts, directory, endRecord(members.length, directory.length, offset)])
}

function sharedHeader(name: string, packed: number, size: number): Buffer {
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(8, 4)
  shared.writeUInt32LE(crc32(''), 10)
  shared.writeUInt32LE(packed, 14)
  shared.writeUInt32LE(Math.min(size, 0xfffffffe), 18)
  shared.writeUInt16LE(name.length, 22)
  return shared
}

function directoryEntry(name: string, shared: Buffer, offset: number): Buffer {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([latin1('PK\x01\x02\x14\0'), shared, tail, latin1(name)])
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

/** A million directory entries, each for an empty member of its own: the end record's count has wrapped. */
function millionEntries(): Buffer {
  const count = 1_000_000
  const local = Buffer.alloc(count * 37)
  const directory = Buffer.alloc(count * 53)
  const shared = sharedHeader('0000000', 0, 0)
  shared.writeUInt16LE(0, 4)
  for (let i = 0; i < count; i++) {
    const name = String(i).padStart(7, '0')
    local.write('PK\x03\x04', i * 37, 'latin1')
    shared.copy(local, i * 37 + 4)
    local.write(name, i * 37 + 30, 'latin1')
    directory.write('PK\x01\x02\x14\0', i * 53, 'latin1')
    shared.copy(directory, i * 53 + 6)
    directory.writeUInt32LE(i * 37, i * 53 + 42)
    directory.write(name, i * 53 + 46, 'latin1')
  }
  return Buffer.concat([local, directory, endRecord(count % 65536, directory.length, local.length)])
}

/** Two thousand entries that all inflate the same 64 MiB. */
function overlapping(): Buffer {
  const data = deflateRawSync(Buffer.alloc(64 * MiB), { level: 9 })
  const shared = sharedHeader('0000', data.length, 64 * MiB)
  const entries = Array.from({ length: 2000 }, (_, i) =>
    directoryEntry(String(i).padStart(4, '0'), shared, 0),
  )
  const head = Buffer.concat([latin1('PK\x03\x04'), shared, latin1('0000'), data])
  const directory = Buffer.concat(entries)
  return Buffer.concat([head, directory, endRecord(2000, directory.length, head.length)])
}

/** Lists of ten references to the list before, thirty times, given to a call: 10**30 items if anyone counts. */
function laughs(): Buffer {
  const parts = ['\x80\x04]\x94']
  for (let i = 0; i < 30; i++) parts.push(`](${`h${String.fromCodePoint(i)}`.repeat(10)}e\x94`)
  return latin1(
    `cos\nsystem\n${parts.join('')}\x85R.`.replace('cos\nsystem\n\x80\x04', '\x80\x04cos\nsystem\n'),
  )
}
