import type { Bytes } from '../../model/entry.ts'
import { malformed, type ReadError } from '../../model/read-error.ts'
import { quoted, readCentralDirectory, type Directory } from './central-directory.ts'
import { END_SIZE, findEndRecords, type DirectoryPlace } from './end-record.ts'
import { coveredBy, layOut } from './layout.ts'
import { LOCAL } from './local-header.ts'
import { sameNames } from './names.ts'
import type { ZipArchive, ZipEntry, ZipFlaw } from './types.ts'

const known = new WeakMap<Bytes, ZipArchive | 'none'>()

/**
 * The archive that these bytes hold, as loaders would find it: by the end record, or, where none leads to a
 * directory, by a local header at the start. Undefined when neither is there. Several formats ask about the
 * same bytes, so it is listed once.
 */
export function zipArchive(bytes: Bytes): ZipArchive | undefined {
  let archive = known.get(bytes)
  if (archive === undefined) {
    archive = readArchive(bytes) ?? 'none'
    known.set(bytes, archive)
  }
  return archive === 'none' ? undefined : archive
}

function readArchive(bytes: Bytes): ZipArchive | undefined {
  const { places, stray } = findEndRecords(bytes)
  const [place, ...others] = places
  if (place === undefined) return headless(bytes, stray)
  const main = readCentralDirectory(bytes, place, 'directory')
  if (main.incomplete?.reason === 'limit')
    return { entries: [], flaws: [], unaccounted: [], comment: 0, incomplete: main.incomplete }
  const end = place.endAt + END_SIZE + place.comment
  const layout = layOut(bytes, main.entries, { start: place.start, end })
  const flaws: ZipFlaw[] = [...main.flaws, ...layout.flaws]
  const entries = [...main.entries, ...layout.hidden]
  for (const other of others) {
    if (other.endAt !== place.endAt && coveredBy(main.entries, other.endAt)) continue
    const second = readCentralDirectory(bytes, other, 'other-directory')
    if (equalListings(main, second)) continue
    layOut(bytes, second.entries, { start: other.start, end: other.endAt + END_SIZE })
    entries.push(...second.entries)
    flaws.push(secondDirectory(main, second, other))
  }
  for (const at of stray)
    if (!coveredBy(main.entries, at))
      flaws.push({ kind: 'stray-end', says: STRAY, start: at, end: at + END_SIZE })
  flaws.push(...sameNames(entries))
  const trailing = { start: end, end: bytes.size }
  const unaccounted = [...layout.unaccounted]
  if (end < bytes.size && bytes.read(end, LOOKED_AT).some((byte) => byte !== 0)) {
    unaccounted.push(trailing)
    flaws.push({ kind: 'trailing', says: `${bytes.size - end} bytes follow the archive`, ...trailing })
  }
  return {
    entries,
    flaws,
    unaccounted,
    comment: Math.max(0, Math.min(place.comment, bytes.size - place.endAt - END_SIZE)),
    ...(main.incomplete === undefined ? {} : { incomplete: main.incomplete }),
  }
}

const STRAY = 'an end record that leads to no directory'
/** Of what follows; padding is zero from the start. */
const LOOKED_AT = 64 * 1024

/** No directory: a stream of members as `unzip` on a pipe would read it, or an archive whose end is lost. */
function headless(bytes: Bytes, stray: readonly number[]): ZipArchive | undefined {
  const head = bytes.read(0, 4)
  if (head.length < 4 || head.readUInt32LE(0) !== LOCAL) return undefined
  const { hidden, flaws, unaccounted } = layOut(bytes, [], { start: bytes.size, end: bytes.size })
  if (hidden.length === 0) return undefined
  const incomplete: ReadError = malformed(
    stray.length > 0 ? 'the end record leads to no central directory' : 'the central directory is missing',
    stray[0] ?? bytes.size,
  )
  return {
    entries: hidden,
    flaws: flaws.filter((f) => f.kind !== 'hidden-member'),
    unaccounted,
    comment: 0,
    incomplete,
  }
}

function equalListings(a: Directory, b: Directory): boolean {
  return a.entries.length === b.entries.length && a.entries.every((e, i) => sameEntry(e, b.entries[i]!))
}

function sameEntry(a: ZipEntry, b: ZipEntry): boolean {
  return (
    a.name === b.name && a.headerAt === b.headerAt && a.compressed === b.compressed && a.method === b.method
  )
}

function secondDirectory(main: Directory, second: Directory, place: DirectoryPlace): ZipFlaw {
  const names = new Set(main.entries.map((e) => e.name))
  const only = second.entries.find((e) => !names.has(e.name))
  const what = only === undefined ? `${second.entries.length} members` : quoted(only.name)
  return {
    kind: 'second-directory',
    says: `another end record leads to another directory, which lists ${what}`,
    start: place.start,
    end: place.endAt,
  }
}
