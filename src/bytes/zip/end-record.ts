import type { Bytes } from '../../model/entry.ts'

const END64_LOCATOR = 0x07064b50
const END64 = 0x06064b50
const CENTRAL = 0x02014b50
export const END_SIZE = 22
const LOCATOR_SIZE = 20
const END64_SIZE = 56
/** The longest comment and the record itself; further back no loader looks. */
const SEARCHED = 0xffff + END_SIZE

/** One way to find a central directory. */
export interface DirectoryPlace {
  readonly start: number
  readonly size: number
  /** Members that the end record declares. */
  readonly count: number
  /** What must be added to the offsets in the directory. */
  readonly base: number
  readonly endAt: number
  readonly comment: number
  readonly zip64: boolean
}

export interface EndRecords {
  /** What leads to a directory, in the order in which PyTorch's reader would take them. */
  readonly places: readonly DirectoryPlace[]
  /** End records that lead to none. */
  readonly stray: readonly number[]
}

/**
 * All end records that some loader could choose: PyTorch takes the last signature, Python the one whose
 * comment fits; offsets are absolute for PyTorch and measured back from the record for Python; the zip64
 * record is found by its locator or right in front of it.
 */
export function findEndRecords(bytes: Bytes): EndRecords {
  const from = Math.max(0, bytes.size - SEARCHED)
  const tail = bytes.read(from, SEARCHED)
  const places: DirectoryPlace[] = []
  const stray: number[] = []
  const signature = Buffer.from('PK\x05\x06', 'latin1')
  for (let at = tail.lastIndexOf(signature); at >= 0 && places.length + stray.length < 64;) {
    if (at + END_SIZE <= tail.length) {
      const found = placesOf(bytes, from + at, tail.subarray(at, at + END_SIZE))
      if (found.length === 0) stray.push(from + at)
      for (const place of found)
        if (!places.some((p) => p.start === place.start && p.base === place.base)) places.push(place)
    }
    at = at === 0 ? -1 : tail.lastIndexOf(signature, at - 1)
  }
  return { places, stray }
}

function placesOf(bytes: Bytes, endAt: number, record: Buffer): DirectoryPlace[] {
  const comment = record.readUInt16LE(20)
  const plain = {
    count: record.readUInt16LE(10),
    size: record.readUInt32LE(12),
    offset: record.readUInt32LE(16),
  }
  const found: DirectoryPlace[] = []
  const add = (said: { count: number; size: number; offset: number }, upTo: number, zip64: boolean): void => {
    const { count, size, offset } = said
    for (const start of new Set([offset, upTo - size]))
      if (leadsToDirectory(bytes, start, size, upTo))
        found.push({ start, size, count, base: start - offset, endAt, comment, zip64 })
  }
  // Where the directory ends when it stands right in front of the records.
  let front = endAt
  const locator = bytes.read(endAt - LOCATOR_SIZE, LOCATOR_SIZE)
  if (locator.length === LOCATOR_SIZE && locator.readUInt32LE(0) === END64_LOCATOR) {
    const declared = Number(locator.readBigUInt64LE(8))
    for (const at of new Set([declared, endAt - LOCATOR_SIZE - END64_SIZE])) {
      const end64 = bytes.read(at, END64_SIZE)
      if (end64.length < END64_SIZE || end64.readUInt32LE(0) !== END64) continue
      const said = {
        count: Number(end64.readBigUInt64LE(32)),
        size: Number(end64.readBigUInt64LE(40)),
        offset: Number(end64.readBigUInt64LE(48)),
      }
      add(said, at, true)
      front = at
    }
  }
  add(plain, front, false)
  return found
}

function leadsToDirectory(bytes: Bytes, start: number, size: number, upTo: number): boolean {
  if (!Number.isSafeInteger(start) || start < 0 || start + size > upTo) return false
  if (size === 0) return start === upTo && (upTo === 0 || bytes.size === END_SIZE)
  const signature = bytes.read(start, 4)
  return signature.length === 4 && signature.readUInt32LE(0) === CENTRAL
}
