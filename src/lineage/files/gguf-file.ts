import { GgufCursor } from '../../tensors/gguf/cursor.ts'
import { checkCoverage } from '../../tensors/gguf/coverage.ts'
import type { FlawKind, MetadataValue } from '../../tensors/gguf/facts.ts'
import { readTensorTable } from '../../tensors/gguf/tensor-table.ts'
import { tensorSize, tensorType } from '../../tensors/gguf/tensor-types.ts'
import { readMetadata, type ArrayPlace, type Walked } from '../../tensors/gguf/walk.ts'
import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { malformed, ReadError } from '../../model/read-error.ts'
import type { StoredTensor, StructureFlaw } from './model-files.ts'

/** One GGUF file, read up to its tensors. */
export interface GgufFile {
  readonly metadata: Readonly<Record<string, MetadataValue>>
  readonly arrays: ReadonlyMap<string, ArrayPlace>
  readonly tensors: readonly StoredTensor[]
  readonly flaws: readonly StructureFlaw[]
}

const MAGIC = 'GGUF'
const DEFAULT_ALIGNMENT = 32

/** Little-endian only: the weights of a big-endian file would have to be turned as well, and nobody shares such files. */
export function readGgufFile(
  bytes: Bytes,
  file: { readonly name: string; readonly shard: number },
  ctx: Context,
): GgufFile {
  const head = bytes.read(0, 8)
  if (head.toString('latin1', 0, 4) !== MAGIC) throw malformed(`${file.name} is no GGUF file`, 0)
  const version = head.length < 8 ? 0 : head.readUInt32LE(4)
  if (version < 2 || version > 3)
    throw new ReadError('unsupported', `${file.name}: GGUF version ${version}`, 4)
  const cursor = new GgufCursor(bytes, 8, bytes.size, { big: false, wide: true })
  const walked: Walked = {
    metadata: {},
    templates: [],
    arrays: new Map(),
    tensors: [],
    flaws: [],
    tensorCount: 0,
    strings: 0,
    keptText: ctx.limits.structureBytes,
  }
  const tensorCount = cursor.count()
  const entries = cursor.count()
  readMetadata(cursor, walked, entries, ctx)
  const table = readTensorTable(cursor, walked, tensorCount, ctx)
  const declared = walked.metadata['general.alignment']
  const alignment =
    typeof declared === 'number' && declared > 0 && (declared & (declared - 1)) === 0
      ? declared
      : DEFAULT_ALIGNMENT
  const dataStart = Math.ceil(cursor.offset / alignment) * alignment
  if (tensorCount > 0) checkCoverage(walked, table, { bytes, dataStart, alignment })
  const tensors = walked.tensors.map(({ name, type, shape, offset }): StoredTensor => {
    const known = tensorType(type)
    const size = known ? tensorSize(shape.map(BigInt), known) : 0
    return {
      name,
      type: known?.name ?? `type ${type}`,
      shape: shape.toReversed(),
      shard: file.shard,
      offset: dataStart + offset,
      size: typeof size === 'number' ? size : 0,
    }
  })
  const flaws = walked.flaws.flatMap(({ kind, says }): StructureFlaw[] => {
    const as = FLAWS[kind]
    return as ? [{ kind: as, file: file.name, says }] : []
  })
  return { metadata: walked.metadata, arrays: walked.arrays, tensors, flaws }
}

const FLAWS: Readonly<Partial<Record<FlawKind, StructureFlaw['kind']>>> = {
  duplicate: 'duplicate-tensor',
  dimensions: 'bad-shape',
  'unknown-type': 'unknown-type',
  'past-the-end': 'past-the-end',
  overlap: 'overlapping-tensors',
  hole: 'unclaimed-bytes',
  'trailing-data': 'unclaimed-bytes',
}
