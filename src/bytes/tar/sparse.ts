import type { Bytes } from '../../model/entry.ts'
import { malformed } from '../../model/read-error.ts'
import { sliceBytes } from '../bytes.ts'
import { BLOCK, isZeroBlock, number, type TarHeader } from './header.ts'
import { paxSize } from './pax.ts'

/** A piece of data at its place in the file; what lies between pieces is zero. */
interface Segment {
  readonly offset: number
  readonly length: number
}

export interface SparseMap {
  readonly segments: readonly Segment[]
  readonly size: number
  /** Bytes of the member in front of the first piece. */
  readonly skip: number
}

const MAX_SEGMENTS = 100_000

/** The map in a GNU header and in the blocks that follow it. `at` is that of the first block behind the header. */
export function gnuSparseMap(
  bytes: Bytes,
  header: TarHeader,
  at: number,
): { map: SparseMap; dataAt: number } {
  const size = number(header.block, 483, 12)
  if (size === undefined) throw malformed('a sparse member without a size', at - BLOCK)
  const segments: Segment[] = []
  const take = (block: Buffer, start: number, count: number): void => {
    for (let i = 0; i < count; i++) {
      const place = start + i * 24
      if (isZeroBlock(block.subarray(place, place + 24))) return
      const offset = number(block, place, 12)
      const length = number(block, place + 12, 12)
      if (offset === undefined || length === undefined) throw malformed('a sparse map without numbers', at)
      segments.push({ offset, length })
    }
  }
  take(header.block, 386, 4)
  let extended = header.block[482] !== 0
  let next = at
  while (extended) {
    const block = bytes.read(next, BLOCK)
    if (block.length < BLOCK || segments.length > MAX_SEGMENTS)
      throw malformed('a sparse map does not end', next)
    take(block, 0, 21)
    extended = block[504] !== 0
    next += BLOCK
  }
  return { map: checked({ segments, size, skip: 0 }, at), dataAt: next }
}

/** The map in an extended header (versions 0.0 and 0.1) or at the start of the data (1.0). */
export function paxSparseMap(records: ReadonlyMap<string, string>, data: Bytes): SparseMap | undefined {
  const size = paxSize(records, 'GNU.sparse.realsize') ?? paxSize(records, 'GNU.sparse.size')
  if (size === undefined) return undefined
  const listed = records.get('GNU.sparse.map')
  if (listed !== undefined) return checked({ segments: pairs(listed.split(',')), size, skip: 0 }, 0)
  if (records.get('GNU.sparse.major') !== '1') return undefined
  const head = data.read(0, 4 * 1024 * 1024).toString('latin1')
  const lines = head.split('\n', 2 * MAX_SEGMENTS)
  const count = Number(lines[0])
  if (!(count >= 0 && count * 2 < lines.length)) throw malformed('a sparse map does not end', 0)
  const numbers = lines.slice(0, 1 + count * 2)
  const length = numbers.reduce((sum, line) => sum + line.length + 1, 0)
  return checked({ segments: pairs(numbers.slice(1)), size, skip: Math.ceil(length / BLOCK) * BLOCK }, 0)
}

function pairs(numbers: readonly string[]): Segment[] {
  const segments: Segment[] = []
  for (let i = 0; i + 1 < numbers.length; i += 2)
    segments.push({ offset: Number(numbers[i]), length: Number(numbers[i + 1]) })
  return segments
}

function checked(map: SparseMap, at: number): SparseMap {
  let end = 0
  for (const { offset, length } of map.segments) {
    if (!Number.isSafeInteger(offset) || !(offset >= end) || !(length >= 0) || offset + length > map.size)
      throw malformed('a sparse map contradicts itself', at)
    end = offset + length
  }
  return map
}

/** The file as it is unpacked: pieces at their places, zeros between. */
export function sparseBytes(data: Bytes, { segments, size, skip }: SparseMap): Bytes {
  const pieces: { readonly segment: Segment; readonly bytes: Bytes }[] = []
  let at = skip
  for (const segment of segments) {
    pieces.push({ segment, bytes: sliceBytes(data, at, segment.length) })
    at += segment.length
  }
  const readInto = (offset: number, target: Uint8Array): number => {
    const wanted = offset >= 0 && offset < size ? Math.min(target.length, size - offset) : 0
    target.fill(0, 0, wanted)
    for (const { segment, bytes } of pieces) {
      const start = Math.max(offset, segment.offset)
      const end = Math.min(offset + wanted, segment.offset + segment.length)
      if (start < end) bytes.readInto(start - segment.offset, target.subarray(start - offset, end - offset))
    }
    return wanted
  }
  return {
    size,
    readInto,
    read: (offset, length) => {
      const room = offset >= 0 && length > 0 ? Math.max(0, Math.min(Math.floor(length), size - offset)) : 0
      const buffer = Buffer.alloc(room)
      return buffer.subarray(0, readInto(offset, buffer))
    },
  }
}
