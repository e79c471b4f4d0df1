import { crc32 } from 'node:zlib'
import type { RuleExamples } from '../../../model/rule.ts'

const pickle = Buffer.from('\x80\x02}q\x00.', 'latin1')

export const examples: RuleExamples = {
  bad: [{ path: 'model.pkl', bytes: Buffer.concat([pickle, storedZip('a.txt', Buffer.from('text'))]) }],
  good: [
    { path: 'model.pkl', bytes: pickle },
    { path: 'archive.zip', bytes: storedZip('a.txt', Buffer.from('text')) },
  ],
}

/** A zip of one stored member: local header, data, directory, end record. */
function storedZip(name: string, data: Buffer): Buffer {
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt32LE(crc32(data), 10)
  shared.writeUInt32LE(data.length, 14)
  shared.writeUInt32LE(data.length, 18)
  shared.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), data])
  const entry = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\0', 'latin1'),
    shared,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, entry, end])
}
