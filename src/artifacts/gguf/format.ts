import { sliceBytes } from '../../bytes/bytes.ts'
import type { Context } from '../../model/context.ts'
import type { Bytes, Sample } from '../../model/entry.ts'
import type { Claim, Format, Observation } from '../../model/format.ts'
import { memberPath } from '../../model/location.ts'
import { malformed, ReadError } from '../../model/read-error.ts'
import { checkCoverage, type Unclaimed } from '../../tensors/gguf/coverage.ts'
import type { GgufFacts } from './facts.ts'
import { GgufCursor } from '../../tensors/gguf/cursor.ts'
import { modelIdentity, number } from './identity.ts'
import { layout } from './rules/layout.ts'
import { payload } from './rules/payload.ts'
import { structure } from './rules/structure.ts'
import { unknownType } from './rules/unknown-type.ts'
import { sightings } from './sightings.ts'
import { readTensorTable } from '../../tensors/gguf/tensor-table.ts'
import { addFlaw, readMetadata, type Walked } from '../../tensors/gguf/walk.ts'

const MAGIC = 'GGUF'
/** Magic and version. */
const HEAD = 8
const DEFAULT_ALIGNMENT = 32
/** Padding of this size and more could hide content. */
const MAX_ALIGNMENT = 65_536
const KEPT_TEXT = 4096

export const gguf: Format<GgufFacts> = {
  id: 'gguf',
  title: 'GGUF',
  extensions: ['.gguf'],
  onLoad: 'data',
  rules: [structure, layout, payload, unknownType],
  claims,
  inventory: true,
  sightings,
  *read({ path, bytes }, ctx) {
    if (bytes.size < HEAD) {
      yield { kind: 'facts', facts: cutShort(bytes.size) }
      throw malformed('ends inside its version', bytes.size)
    }
    const { version, big } = versionOf(bytes.read(0, HEAD))
    if (version < 1 || version > 3) throw new ReadError('unsupported', `GGUF version ${version}`, 4)
    const walked = nothingYet()
    let unclaimed: Unclaimed[] = []
    let failure: ReadError | undefined
    try {
      unclaimed = walk(bytes, { version, big }, walked, ctx)
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      failure = error
      if (error.reason === 'malformed' && walked.flaws.length === 0)
        addFlaw(walked, 'broken', error.message, error.offset ?? 0)
    }
    yield { kind: 'facts', facts: factsOf(walked, version, big) }
    for (const { key, start, length } of walked.templates)
      yield child(path, key, sliceBytes(bytes, start, length), ['chat-template'])
    for (const { kind, start, end } of unclaimed)
      yield child(path, `${kind}@${start}`, sliceBytes(bytes, start, end - start))
    if (failure) throw failure
  },
}

/** The version is small in one of the two byte orders; text that begins with the four letters is no model. */
function claims({ head, size }: Sample): Claim {
  if (head.toString('latin1', 0, 4) !== MAGIC) return 'no'
  if (size < HEAD) return 'yes'
  return versionOf(head).version <= 0xff ? 'yes' : 'no'
}

function nothingYet(): Walked {
  return {
    metadata: {},
    templates: [],
    arrays: new Map(),
    tensors: [],
    flaws: [],
    tensorCount: 0,
    strings: 0,
    keptText: KEPT_TEXT,
  }
}

function cutShort(size: number): GgufFacts {
  const walked = nothingYet()
  addFlaw(walked, 'broken', 'ends inside its version', 4, Math.max(5, size))
  return factsOf(walked, 0, false)
}

function versionOf(head: Buffer): { version: number; big: boolean } {
  if (head.length < HEAD) throw malformed('ends inside its version', 4)
  const little = head.readUInt32LE(4)
  const big = head.readUInt32BE(4)
  return big < little ? { version: big, big: true } : { version: little, big: false }
}

function walk(
  bytes: Bytes,
  { version, big }: { version: number; big: boolean },
  walked: Walked,
  ctx: Context,
): Unclaimed[] {
  const cursor = new GgufCursor(bytes, 8, bytes.size, { big, wide: version > 1 })
  const tensorCount = cursor.count()
  const entryCount = cursor.count()
  readMetadata(cursor, walked, entryCount, ctx)
  const table = readTensorTable(cursor, walked, tensorCount, ctx)
  const alignment = alignmentOf(walked, cursor.offset)
  const dataStart = Math.ceil(cursor.offset / alignment) * alignment
  if (tensorCount === 0 && dataStart >= bytes.size) return []
  return checkCoverage(walked, table, { bytes, dataStart, alignment })
}

function alignmentOf(walked: Walked, at: number): number {
  const declared = number(walked.metadata, 'general.alignment') ?? DEFAULT_ALIGNMENT
  const usable = Number.isInteger(declared) && declared > 0 && (declared & (declared - 1)) === 0
  if (usable && declared <= MAX_ALIGNMENT) return declared
  addFlaw(walked, 'alignment', `asks for an alignment of ${declared}`, at)
  return DEFAULT_ALIGNMENT
}

function factsOf(walked: Walked, version: number, big: boolean): GgufFacts {
  const { metadata, tensors, tensorCount, flaws } = walked
  const byteOrder = big ? 'big' : 'little'
  return { version, byteOrder, tensorCount, tensors, metadata, identity: modelIdentity(metadata), flaws }
}

function child(path: string, name: string, window: Bytes, as?: readonly string[]): Observation<GgufFacts> {
  const entry = { path: memberPath(path, name), size: window.size, open: () => window }
  return { kind: 'child', entry, ...(as && { as }) }
}
