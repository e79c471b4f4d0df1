import { MiB, type Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Observation } from '../../model/format.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { children } from './children.ts'
import { hasHeader } from './claims.ts'
import type { PickleFileFacts } from './facts.ts'
import { WINDOW } from './machine/input.ts'
import { isOpcode } from './opcodes.ts'
import { actsPlausibly, namesKnown } from './plausible.ts'
import { type Read, Reader } from './reader.ts'
import { candidates } from './search.ts'
import type { Flaw, StorageDeclaration } from './torch-legacy.ts'
import {
  followStorages,
  isLegacyMagic,
  isLegacyProtocol,
  LEGACY_STREAMS,
  MAX_STORAGES,
  storageOf,
} from './torch-legacy.ts'
import type { Value } from './value.ts'

/** What may be walked for candidates that come to nothing, over twice the size of the file. */
const SEARCH_FLOOR = 64 * MiB
/** What an attempt costs beside the bytes it walks, in bytes. */
const ATTEMPT = 512

interface Range {
  readonly start: number
  readonly end: number
}

/** Everything in the file that an unpickler could be pointed at, in order. */
export function* readPickleFile(
  path: string,
  bytes: Bytes,
  ctx: Context,
): Generator<Observation<PickleFileFacts>> {
  const storages = new Map<string, StorageDeclaration>()
  const reader = new Reader(path, bytes, ctx, { onPersistent: (id) => declare(storages, id) })
  const stray: Range[] = []
  const flaws: Flaw[] = []
  const search = { left: 2 * bytes.size + SEARCH_FLOOR }
  let legacy = 0
  let at = 0
  while (at < bytes.size) {
    const found = next(
      reader,
      bytes,
      at,
      ctx,
      search,
      legacy === LEGACY_STREAMS - 1 ? MAX_STORAGES : undefined,
    )
    const start = found?.walk.start ?? bytes.size
    if (start > at && !isLineEnd(bytes, at)) stray.push({ start: at, end: start })
    if (found === undefined) break
    const { machine } = reader
    const value = machine.value(found.walk.value)
    legacy = start === at && found.walk.stopped ? legacyStep(legacy, value) : 0
    const keys =
      legacy === LEGACY_STREAMS ? machine.heap.listItems(found.walk.value).map((h) => machine.value(h)) : []
    reader.keep(found)
    reader.readBehindFrame(found.walk)
    if (found.walk.limit !== undefined) break
    at = Math.max(found.walk.end, at + 1)
    if (legacy === LEGACY_STREAMS) {
      reader.loader = 'torch-legacy'
      const followed = followStorages(bytes, at, keys, storages)
      at = followed.end
      flaws.push(...followed.flaws)
      legacy = 0
    }
  }
  const streams = reader.finish()
  if (streams.length === 0) throw malformed('no pickle stream in it', 0)
  yield {
    kind: 'facts',
    facts: { streams, stray, loader: loaderOf(reader), ...(flaws.length > 0 && { flaws }) },
  }
  for (const target of reader.references)
    yield { kind: 'record', record: { kind: 'reference', target, why: 'joblib reads an array from it' } }
  for (const { bytes: from, literals } of reader.nested) yield* children(path, from, literals)
  for (const gap of reader.gaps) yield { kind: 'gap', gap }
}

/** What an editor or a checkout leaves at the end of a file. */
function isLineEnd(bytes: Bytes, at: number): boolean {
  return bytes.size - at <= 2 && /^\r?\n$/.test(bytes.read(at, 2).toString('latin1'))
}

/** Storages that are no part of the file are members of the same torch archive. */
function loaderOf({ loader, streams }: Reader): PickleFileFacts['loader'] {
  if (loader !== 'pickle') return loader
  return streams.some((s) => s.persistentIds.has('storage')) ? 'torch-zip-member' : 'pickle'
}

function declare(storages: Map<string, StorageDeclaration>, id: Value): void {
  const found = storageOf(id)
  if (found !== undefined && storages.size < MAX_STORAGES) storages.set(found.key, found.storage)
}

/** How many streams of a legacy torch file have been seen in a row. */
function legacyStep(seen: number, value: Value): number {
  if (seen === 0) return isLegacyMagic(value) ? 1 : 0
  if (seen === 1) return isLegacyProtocol(value) ? 2 : 0
  return seen >= LEGACY_STREAMS ? 0 : seen + 1
}

/** The stream at `at`, or the next one behind it that can be believed. */
function next(
  reader: Reader,
  bytes: Bytes,
  at: number,
  ctx: Context,
  search: { left: number },
  items: number | undefined,
): Read | undefined {
  const head = reader.machine.input.peek(at, 3)
  if (isOpcode(head[0] ?? 0)) {
    const found = reader.read(at, items)
    if (isBelievable(found, bytes, hasHeader(head))) return found
  }
  for (const start of candidates(bytes, at + 1, ctx)) {
    const { loads } = reader.machine.input
    const found = reader.read(start)
    // Keys and certificates in base64 spell calls of nobody's modules somewhere: behind text that is no pickle
    // and without a header, a stream has to name something that exists.
    const chance =
      reader.streams.length === 0 && !hasHeader(bytes.read(start, 3)) && !namesKnown(found.evidence)
    if (!chance && actsPlausibly(found) && (found.evidence.effects > 0 || isFlush(found, bytes))) return found
    search.left -= ATTEMPT + found.walk.end - start + (reader.machine.input.loads - loads) * WINDOW
    if (search.left < 0) {
      reader.gap(overLimit('too many places that begin like a pickle', start))
      return undefined
    }
  }
  return undefined
}

/** Names that end in `.` are many in a list of them: one begins or ends where the bytes give a reason. */
function isFlush({ walk: { start, end } }: Read, bytes: Bytes): boolean {
  return end === bytes.size || hasHeader(bytes.read(start, 3)) || hasHeader(bytes.read(end, 3))
}

/** Plain data has to begin with a header, or to end where the file or the next header does. */
function isBelievable(found: Read, bytes: Bytes, headed: boolean): boolean {
  const { start, end, stopped, opcodes } = found.walk
  if (actsPlausibly(found)) return true
  if (headed) return stopped || start === 0
  return (
    stopped &&
    opcodes > 1 &&
    (end === bytes.size || (hasHeader(bytes.read(end, 3)) && (start > 0 || opcodes > 2)))
  )
}
