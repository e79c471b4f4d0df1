import type { Bytes } from '../../model/entry.ts'
import { decodeName, extraField, quoted } from './central-directory.ts'
import { DATA_DESCRIPTOR, ENCRYPTED, type ZipEntry, type ZipFlaw } from './types.ts'

export const LOCAL = 0x04034b50
const HEADER = 30
/** Header, name and extra field of nearly all members. */
const USUAL = 512
const WINDOW = 64 * 1024

export interface LocalHeader {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly compressed: number
  readonly size: number
  readonly dataAt: number
}

/** Reads local headers, many at a time where members are small and follow each other. */
export function localHeaderReader(bytes: Bytes): (at: number) => LocalHeader | undefined {
  const window = Buffer.alloc(WINDOW)
  let start = 0
  let end = 0
  return (at) => {
    if (at < start || at + USUAL > end) {
      const near = at >= start && at < end + WINDOW
      end = at + bytes.readInto(at, near ? window : window.subarray(0, USUAL))
      start = at
    }
    const buffer = window.subarray(at - start, Math.max(at, end) - start)
    const visible = buffer.length
    if (visible < HEADER || buffer.readUInt32LE(0) !== LOCAL) return undefined
    const nameLength = buffer.readUInt16LE(26)
    const extraLength = buffer.readUInt16LE(28)
    const length = HEADER + nameLength + extraLength
    const header = length <= visible ? buffer : bytes.read(at, length)
    if (header.length < length) return undefined
    let compressed = header.readUInt32LE(18)
    let size = header.readUInt32LE(22)
    if (compressed === 0xffffffff || size === 0xffffffff) {
      const wide = extraField(header.subarray(HEADER + nameLength, length), 1)
      if (wide !== undefined && wide.length >= 16) {
        if (size === 0xffffffff) size = Number(wide.readBigUInt64LE(0))
        if (compressed === 0xffffffff) compressed = Number(wide.readBigUInt64LE(8))
      }
    }
    return {
      name: decodeName(header.subarray(HEADER, HEADER + nameLength)),
      flags: header.readUInt16LE(6),
      method: header.readUInt16LE(8),
      crc: header.readUInt32LE(14),
      compressed,
      size,
      dataAt: at + length,
    }
  }
}

/** What the local header says differently. Fields that a streaming writer fills in later may be zero. */
export function* localFlaws(entry: ZipEntry, local: LocalHeader): Generator<ZipFlaw> {
  const flaw = (kind: ZipFlaw['kind'], says: string): ZipFlaw => ({
    kind,
    says,
    start: entry.headerAt,
    end: local.dataAt,
    name: entry.name,
  })
  if (local.name !== entry.name)
    yield flaw('local-name', `${quoted(entry.name)} is ${quoted(local.name)} in its local header`)
  if (local.method !== entry.method)
    yield flaw(
      'local-method',
      `${quoted(entry.name)} has method ${entry.method}, ${local.method} in its local header`,
    )
  if ((local.flags & ENCRYPTED) !== (entry.flags & ENCRYPTED))
    yield flaw('local-encryption', `${quoted(entry.name)} is encrypted according to one of its two headers`)
  const later = (local.flags & DATA_DESCRIPTOR) !== 0
  const differs = (here: number, there: number): boolean =>
    here !== there && here !== 0xffffffff && !(later && here === 0)
  if (differs(local.compressed, entry.compressed) || differs(local.size, entry.size))
    yield flaw(
      'local-size',
      `${quoted(entry.name)} has ${entry.compressed} bytes of data for ${entry.size}, ` +
        `${local.compressed} for ${local.size} in its local header`,
    )
}
