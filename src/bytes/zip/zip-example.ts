import { crc32, deflateRawSync } from 'node:zlib'

/** A member for an archive that is built in code; every field that a header carries can lie. */
export interface ExampleMember {
  readonly name: string
  readonly data?: string | Uint8Array
  readonly deflate?: boolean
  readonly central?: Partial<HeaderFields>
  readonly local?: Partial<HeaderFields>
  /** Leaves it out of the central directory. */
  readonly hidden?: boolean
  readonly mode?: number
  /** Bytes between this member and the next. */
  readonly after?: Uint8Array
  /** Points the directory at the member of that index instead. */
  readonly sharesHeaderOf?: number
}

interface HeaderFields {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly compressed: number
  readonly size: number
}

export interface ExampleArchive {
  readonly prefix?: Uint8Array
  readonly trailing?: Uint8Array
  readonly comment?: Uint8Array
  /** What the end record says instead of the truth. */
  readonly count?: number
}

/** Writes a zip archive as ordinary tools do, but for the lies it is told to tell. */
export function zipExample(members: readonly ExampleMember[], archive: ExampleArchive = {}): Buffer {
  const parts: Uint8Array[] = [archive.prefix ?? Buffer.alloc(0)]
  let offset = archive.prefix?.length ?? 0
  const directory: Buffer[] = []
  const offsets: number[] = []
  for (const member of members) {
    const raw = Buffer.from(member.data ?? '')
    const data = member.deflate === true ? deflateRawSync(raw) : raw
    const truth: HeaderFields = {
      name: member.name,
      flags: 0,
      method: member.deflate === true ? 8 : 0,
      crc: crc32(raw),
      compressed: data.length,
      size: raw.length,
    }
    const local = localHeader({ ...truth, ...member.local })
    offsets.push(offset)
    if (member.hidden !== true) {
      const at = member.sharesHeaderOf === undefined ? offset : offsets[member.sharesHeaderOf]!
      directory.push(centralHeader({ ...truth, ...member.central }, at, member.mode ?? 0))
    }
    const after = member.after ?? Buffer.alloc(0)
    parts.push(local, data, after)
    offset += local.length + data.length + after.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  const count = archive.count ?? directory.length
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  const comment = archive.comment ?? Buffer.alloc(0)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...parts, listing, end, comment, archive.trailing ?? Buffer.alloc(0)])
}

function localHeader({ name, flags, method, crc, compressed, size }: HeaderFields): Buffer {
  const bytes = Buffer.from(name, 'latin1')
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(compressed, 18)
  header.writeUInt32LE(size, 22)
  header.writeUInt16LE(bytes.length, 26)
  return Buffer.concat([header, bytes])
}

function centralHeader(fields: HeaderFields, offset: number, mode: number): Buffer {
  const bytes = Buffer.from(fields.name, 'latin1')
  const header = Buffer.alloc(46)
  header.write('PK\x01\x02', 'latin1')
  header[4] = 20
  header[5] = mode === 0 ? 0 : 3
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(fields.flags, 8)
  header.writeUInt16LE(fields.method, 10)
  header.writeUInt32LE(fields.crc, 16)
  header.writeUInt32LE(fields.compressed, 20)
  header.writeUInt32LE(fields.size, 24)
  header.writeUInt16LE(bytes.length, 28)
  header.writeUInt16LE(mode, 40)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, bytes])
}
