import { isUtf8 } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { MiB } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { malformed, overLimit, type ReadError } from '../../model/read-error.ts'
import type { DirectoryPlace } from './end-record.ts'
import type { ZipEntry, ZipFlaw } from './types.ts'

const CENTRAL = 0x02014b50
const HEADER = 46
const MAX_DIRECTORY = 64 * MiB
/** Also the bound on members of one file in the default limits. */
const MAX_ENTRIES = 200_000

const ZIP64_EXTRA = 0x0001
const UNICODE_PATH_EXTRA = 0x7075
const UNIX = 3
const DARWIN = 19

export interface Directory {
  readonly entries: ZipEntry[]
  readonly flaws: ZipFlaw[]
  /** One past the last header that was read. */
  readonly end: number
  readonly incomplete?: ReadError
}

/** Lists a central directory up to where it breaks. Data offsets are not known yet. */
export function readCentralDirectory(
  bytes: Bytes,
  place: DirectoryPlace,
  source: ZipEntry['source'],
): Directory {
  const entries: ZipEntry[] = []
  const flaws: ZipFlaw[] = []
  const stop = (at: number, incomplete?: ReadError): Directory => ({
    entries,
    flaws,
    end: place.start + at,
    ...(incomplete === undefined ? {} : { incomplete }),
  })
  if (place.count > MAX_ENTRIES)
    return stop(0, overLimit(`lists ${place.count} members, ${MAX_ENTRIES} are read`, place.start))
  if (place.size > MAX_DIRECTORY)
    return stop(0, overLimit(`a central directory of ${place.size} bytes`, place.start))
  const data = bytes.read(place.start, place.size)
  let at = 0
  while (at < data.length) {
    if (at + HEADER > data.length || data.readUInt32LE(at) !== CENTRAL) break
    const nameLength = data.readUInt16LE(at + 28)
    const extraLength = data.readUInt16LE(at + 30)
    const next = at + HEADER + nameLength + extraLength + data.readUInt16LE(at + 32)
    if (next > data.length) return stop(at, malformed('the central directory ends early', place.start + at))
    if (entries.length >= MAX_ENTRIES)
      return stop(at, overLimit(`lists more than ${MAX_ENTRIES} members`, place.start + at))
    const raw = data.subarray(at + HEADER, at + HEADER + nameLength)
    const extra = data.subarray(at + HEADER + nameLength, at + HEADER + nameLength + extraLength)
    entries.push(entryOf(data, at, raw, extra, place, source, flaws))
    at = next
  }
  if (at < data.length)
    flaws.push(
      note(
        'count',
        'the directory holds bytes that are no member',
        place.start + at,
        place.start + data.length,
      ),
    )
  if (
    place.count !== entries.length &&
    !(place.count === 0xffff && !place.zip64) &&
    place.count !== entries.length % 0x10000
  )
    flaws.push(
      note(
        'count',
        `declares ${place.count} members and lists ${entries.length}`,
        place.endAt,
        place.endAt + 22,
      ),
    )
  return stop(at)
}

function entryOf(
  data: Buffer,
  at: number,
  raw: Buffer,
  extra: Buffer,
  place: DirectoryPlace,
  source: ZipEntry['source'],
  flaws: ZipFlaw[],
): ZipEntry {
  const flags = data.readUInt16LE(at + 8)
  const wide = extra.length === 0 ? undefined : zip64Fields(extra)
  const narrow = {
    compressed: data.readUInt32LE(at + 20),
    size: data.readUInt32LE(at + 24),
    offset: data.readUInt32LE(at + 42),
  }
  const next = (value: number): number =>
    value === 0xffffffff && wide !== undefined && wide.data.length >= 8 ? takeWide(wide) : value
  // The extra field holds only what the header could not, in this order.
  const size = next(narrow.size)
  const compressed = next(narrow.compressed)
  const offset = next(narrow.offset)
  const name = decodeName(raw)
  const other = extra.length === 0 ? undefined : unicodeName(extra, raw)
  const start = place.start + at
  if (other !== undefined && other !== name && other !== raw.toString('utf8'))
    flaws.push(
      note('unicode-name', `an extra field renames it to ${quoted(other)}`, start, start + HEADER, name),
    )
  const system = data[at + 5]!
  return {
    name,
    flags,
    method: data.readUInt16LE(at + 10),
    crc: data.readUInt32LE(at + 16),
    compressed,
    size,
    headerAt: place.base + offset,
    dataAt: -1,
    mode: system === UNIX || system === DARWIN ? data.readUInt16LE(at + 40) : 0,
    source,
  }
}

/** What is still to be taken from the zip64 extra field. */
interface WideFields {
  data: Buffer
}

function zip64Fields(extra: Buffer): WideFields | undefined {
  const data = extraField(extra, ZIP64_EXTRA)
  return data === undefined ? undefined : { data }
}

function takeWide(wide: WideFields): number {
  const value = Number(wide.data.readBigUInt64LE(0))
  wide.data = wide.data.subarray(8)
  return value
}

export function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
  return undefined
}

/** Info-ZIP's Unicode path; loaders that know it use it when its checksum is that of the plain name. */
function unicodeName(extra: Buffer, raw: Buffer): string | undefined {
  const field = extraField(extra, UNICODE_PATH_EXTRA)
  if (field === undefined || field.length < 5 || field[0] !== 1) return undefined
  return field.readUInt32LE(1) === crc32(raw) ? field.toString('utf8', 5) : undefined
}

/** Writers forget the flag for UTF-8, so the bytes decide; different bytes stay different names. */
export function decodeName(raw: Buffer): string {
  return raw.toString(isUtf8(raw) ? 'utf8' : 'latin1')
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text)
}

function note(kind: ZipFlaw['kind'], says: string, start: number, end: number, name?: string): ZipFlaw {
  return { kind, says, start, end, ...(name === undefined ? {} : { name }) }
}
