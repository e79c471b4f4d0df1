import { sha256, type Digest } from '../../model/identity.ts'
import { codecOf } from '../codecs/codecs.ts'
import type { ModelFiles, StoredTensor } from '../files/model-files.ts'

/** Norms of more values belong to no model; this bounds what is read. */
const LARGEST = 262_144
const MOST = 2_000

export interface NormTensor {
  readonly name: string
  /** Of the float32 values, little-endian. */
  readonly digest: Digest
  /** Of the values plus one: what converters store for families whose norms are kept less one. */
  readonly plusOne: Digest
}

/**
 * The norm tensors of a model, hashed. Quantisers leave them in float32, so they are those of the official weights bit
 * for bit in every conversion; another training has other ones.
 */
export async function normTensors(model: ModelFiles): Promise<NormTensor[]> {
  const tensors = [...model.tensors.values()].filter(isNorm).slice(0, MOST)
  const found: NormTensor[] = []
  for (const tensor of tensors) {
    const codec = codecOf(tensor.type)
    const values = new Float32Array(tensor.shape[0] ?? 0)
    codec?.dequantise(await model.shards[tensor.shard]!.read(tensor.offset, tensor.size), values)
    // A norm of ones, as untrained and bias-like ones are, is in every model.
    if (values.every((v) => v === values[0])) continue
    found.push({ name: tensor.name, digest: digestOf(values), plusOne: digestOf(values.map((v) => v + 1)) })
  }
  return found
}

function isNorm({ name, shape, type, size }: StoredTensor): boolean {
  const plain = ['F32', 'F16', 'BF16'].includes(type)
  return (
    plain &&
    shape.length === 1 &&
    shape[0]! <= LARGEST &&
    size > 0 &&
    /norm|ln_/.test(name) &&
    name.endsWith('weight')
  )
}

function digestOf(values: Float32Array): Digest {
  return sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
}
