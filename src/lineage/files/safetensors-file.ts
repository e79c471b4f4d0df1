import { checkCoverage } from '../../tensors/safetensors/coverage.ts'
import type { FlawKind } from '../../tensors/safetensors/facts.ts'
import { readHeader } from '../../tensors/safetensors/header.ts'
import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import type { StoredTensor, StructureFlaw } from './model-files.ts'

/** One safetensors file, read up to its tensors. */
export interface SafetensorsFile {
  readonly metadata: Readonly<Record<string, string>>
  readonly tensors: readonly StoredTensor[]
  readonly flaws: readonly StructureFlaw[]
}

const LENGTH_BYTES = 8

export function readSafetensorsFile(
  bytes: Bytes,
  file: { readonly name: string; readonly shard: number },
  ctx: Context,
): SafetensorsFile {
  const field = bytes.read(0, LENGTH_BYTES)
  if (field.length < LENGTH_BYTES) throw malformed(`${file.name} ends inside the length of its header`, 0)
  const declared = field.readBigUInt64LE(0)
  if (declared > BigInt(bytes.size - LENGTH_BYTES))
    throw malformed(`${file.name} declares a header of ${declared} bytes, the file has ${bytes.size}`, 0)
  const length = Number(declared)
  if (length > ctx.limits.structureBytes) throw overLimit(`the header of ${file.name} has ${length} bytes`, 0)
  const header = readHeader(bytes.read(LENGTH_BYTES, length), LENGTH_BYTES, ctx)
  if (header.error) throw malformed(`${file.name}: ${header.error.message}`, header.error.offset)
  const dataStart = LENGTH_BYTES + length
  checkCoverage(header, dataStart, bytes)
  const tensors = header.tensors.map(({ name, dtype, shape, start, end }): StoredTensor => ({
    name,
    type: dtype,
    shape,
    shard: file.shard,
    offset: dataStart + start,
    size: end - start,
  }))
  const flaws = header.flaws.flatMap(({ kind, says }): StructureFlaw[] => {
    const as = FLAWS[kind]
    return as ? [{ kind: as, file: file.name, says }] : []
  })
  return { metadata: header.metadata, tensors, flaws }
}

const FLAWS: Readonly<Partial<Record<FlawKind, StructureFlaw['kind']>>> = {
  'duplicate-key': 'duplicate-tensor',
  'bad-number': 'bad-shape',
  'missing-field': 'bad-shape',
  'unknown-dtype': 'unknown-type',
  'shape-overflow': 'bad-shape',
  'size-mismatch': 'bad-shape',
  'past-the-end': 'past-the-end',
  overlap: 'overlapping-tensors',
  hole: 'unclaimed-bytes',
  'trailing-data': 'unclaimed-bytes',
}
