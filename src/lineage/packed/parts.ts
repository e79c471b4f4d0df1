import type { StoredTensor } from '../files/model-files.ts'
import { malformed } from '../../model/read-error.ts'

/** The part of a logical weight whose name ends so. */
export function partOf(tensor: StoredTensor, suffix: string): StoredTensor | undefined {
  return tensor.parts?.find((p) => p.name.endsWith(suffix))
}

export function requiredPart(tensor: StoredTensor, suffix: string): StoredTensor {
  const part = partOf(tensor, suffix)
  if (!part) throw malformed(`${JSON.stringify(tensor.name)} has no part ${suffix}`)
  return part
}

const BYTES: Readonly<Record<string, number>> = {
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  F8_E8M0: 1,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
}

/** Throws unless the tensor is of one of these types and of this shape, and its bytes are those of its shape. */
export function expectPart(part: StoredTensor, types: readonly string[], shape: readonly number[]): void {
  const wanted = `[${shape.join(', ')}]`
  if (!types.includes(part.type))
    throw malformed(`${JSON.stringify(part.name)} is of type ${part.type}, expected ${types.join(' or ')}`)
  if (part.shape.length !== shape.length || part.shape.some((n, i) => n !== shape[i]))
    throw malformed(
      `${JSON.stringify(part.name)} is of shape [${part.shape.join(', ')}], its weight needs ${wanted}`,
    )
  expectSize(part)
}

/** Throws where the bytes in the file are not those that type and shape take. */
export function expectSize(part: StoredTensor): void {
  const bytes = BYTES[part.type]
  if (bytes === undefined || elements(part.shape) * bytes !== part.size)
    throw malformed(`${JSON.stringify(part.name)} has ${part.size} bytes, which do not fit its shape`)
}

export function elements(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1)
}

/** The logical tensor, at the place of the codes. */
export function logical(
  name: string,
  type: string,
  shape: readonly number[],
  parts: readonly [StoredTensor, ...StoredTensor[]],
): StoredTensor {
  const width = shape.at(-1) ?? 0
  // A row is the least that is read at once.
  if (!(width > 0) || width > MOST_WIDTH)
    throw malformed(`${JSON.stringify(name)} has rows of ${width} weights`)
  const { shard, offset, size } = parts[0]
  return { name, type, shape, shard, offset, size, parts }
}

const MOST_WIDTH = 1 << 20
export const SCALE_TYPES = ['F16', 'BF16', 'F32'] as const
