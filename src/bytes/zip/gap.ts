import { MiB } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { quoted } from './central-directory.ts'
import type { LocalHeader } from './local-header.ts'
import { DATA_DESCRIPTOR, type ByteSpan, type ZipEntry, type ZipFlaw } from './types.ts'

const LOCAL_SIGNATURE = Buffer.from('PK\x03\x04', 'latin1')
const CENTRAL_SIGNATURE = Buffer.from('PK\x01\x02', 'latin1')
const DESCRIPTOR_SIGNATURE = 0x08074b50
/** With and without signature, 32-bit and 64-bit. */
const DESCRIPTOR_SIZES: ReadonlySet<number> = new Set([12, 16, 20, 24])
/** How far members that no directory lists are searched for, and how many are listed. */
const SEARCHED = 64 * MiB
const MAX_HIDDEN = 10_000
/** Most gaps are short, and most of what is looked for is near. */
const SMALL = 4096
const CHUNK = MiB

export interface Gap {
  readonly entries: readonly ZipEntry[]
  readonly flaws: readonly ZipFlaw[]
  readonly unaccounted: readonly ByteSpan[]
}

type LocalAt = (at: number) => LocalHeader | undefined

const NOTHING: Gap = { entries: [], flaws: [], unaccounted: [] }

/** What lies between members: a data descriptor, padding, members that the directory hides, or anything else. */
export function readGap(bytes: Bytes, gap: ByteSpan, before: ZipEntry | undefined, localAt: LocalAt): Gap {
  const start = gap.start + descriptorSize(bytes, gap, before)
  if (start >= gap.end) return NOTHING
  const first = firstNonZero(bytes, start, gap.end)
  if (first === undefined) return NOTHING
  const entries: ZipEntry[] = []
  const flaws: ZipFlaw[] = []
  const unaccounted: ByteSpan[] = []
  const slack = (from: number, to: number): void => {
    if (firstNonZero(bytes, from, to) === undefined) return
    if (from === 0) {
      flaws.push({
        kind: 'prefix',
        says: `${to} bytes stand in front of the first member`,
        start: 0,
        end: to,
      })
      return
    }
    unaccounted.push({ start: from, end: to })
    flaws.push({
      kind: 'slack',
      says: `${to - from} bytes between members belong to none`,
      start: from,
      end: to,
    })
  }
  let at = start
  while (at < gap.end && entries.length < MAX_HIDDEN) {
    const next = nextLocal(bytes, at, gap.end, localAt)
    if (next === undefined) break
    if (next.at > at) slack(at, next.at)
    const end = endOf(bytes, next.local, gap.end)
    entries.push(hidden(next.at, next.local, end))
    flaws.push({
      kind: 'hidden-member',
      says: `${quoted(next.local.name)} is in no central directory`,
      start: next.at,
      end,
      name: next.local.name,
    })
    at = end + descriptorSize(bytes, { start: end, end: gap.end }, entries.at(-1))
  }
  if (at < gap.end) slack(at, gap.end)
  return { entries, flaws, unaccounted }
}

function descriptorSize(bytes: Bytes, gap: ByteSpan, before: ZipEntry | undefined): number {
  if (before === undefined || (before.flags & DATA_DESCRIPTOR) === 0) return 0
  const data = bytes.read(gap.start, 24)
  if (data.length < 12) return 0
  const signed = data.readUInt32LE(0) === DESCRIPTOR_SIGNATURE
  const room = gap.end - gap.start
  if (DESCRIPTOR_SIZES.has(room)) return room
  if (!signed) return data.readUInt32LE(0) === before.crc ? Math.min(room, 12) : 0
  // A 64-bit descriptor is followed by zeros where the upper halves of its sizes are.
  const wide = room >= 24 && data.readUInt32LE(12) === 0 && data.readUInt32LE(20) === 0
  return Math.min(room, wide ? 24 : 16)
}

function nextLocal(
  bytes: Bytes,
  from: number,
  end: number,
  localAt: LocalAt,
): { at: number; local: LocalHeader } | undefined {
  const first = localAt(from) === undefined ? indexOf(bytes, LOCAL_SIGNATURE, from, end) : from
  for (let at = first; at >= 0;) {
    const local = localAt(at)
    if (local !== undefined && local.name.length > 0 && local.dataAt <= end && local.method <= 99)
      return { at, local }
    at = indexOf(bytes, LOCAL_SIGNATURE, at + 4, end)
  }
  return undefined
}

/** A streaming writer leaves the size out of the header: the data ends where the next record starts. */
function endOf(bytes: Bytes, local: LocalHeader, end: number): number {
  const unknown = (local.flags & DATA_DESCRIPTOR) !== 0 && local.compressed === 0
  if (!unknown) return Math.min(end, local.dataAt + local.compressed)
  const next = indexOf(bytes, LOCAL_SIGNATURE, local.dataAt, end)
  const stop = next >= 0 ? next : indexOf(bytes, CENTRAL_SIGNATURE, local.dataAt, end)
  return stop >= 0 ? stop : end
}

function hidden(at: number, local: LocalHeader, end: number): ZipEntry {
  const { name, flags, method, crc, size, dataAt } = local
  return {
    name,
    flags,
    method,
    crc,
    compressed: end - dataAt,
    size,
    headerAt: at,
    dataAt,
    mode: 0,
    source: 'local-header',
  }
}

function firstNonZero(bytes: Bytes, start: number, end: number): number | undefined {
  let size = SMALL
  for (let at = start; at < Math.min(end, start + SEARCHED);) {
    const chunk = bytes.read(at, Math.min(size, end - at))
    const found = chunk.findIndex((byte) => byte !== 0)
    if (found >= 0) return at + found
    if (chunk.length === 0) return undefined
    at += size
    size = Math.min(CHUNK, size * 2)
  }
  return end - start > SEARCHED ? start + SEARCHED : undefined
}

function indexOf(bytes: Bytes, wanted: Buffer, start: number, end: number): number {
  const stop = Math.min(end, start + SEARCHED)
  let size = SMALL
  for (let at = start; at < stop;) {
    const chunk = bytes.read(at, Math.min(size + wanted.length - 1, stop - at))
    const found = chunk.indexOf(wanted)
    if (found >= 0) return at + found
    if (chunk.length < size) break
    at += size
    size = Math.min(CHUNK, size * 2)
  }
  return -1
}
