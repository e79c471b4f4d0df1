import { ReadError } from '../../model/read-error.ts'
import type { ModelFiles, StoredTensor, StructureFlaw } from '../files/model-files.ts'
import { contradictions } from './contradictions.ts'
import { declaredQuantisation } from './declared.ts'
import { PACKED_FORMATS } from './formats.ts'
import type { PackedFormat, Surroundings } from './packed-format.ts'

/** Bytes of a tensor that describes others. */
const MOST_DESCRIPTION = 64 * 1024
/** Numbers beside the weights that hold for activations or say how codes are laid out: no weights, and of no reference. */
const ASIDE =
  /\.(?:input_scale|output_scale|input_global_scale|k_scale|v_scale|q_scale|weight_format|input_zero_point)$/

/** A weight that was recognised, and how. */
export interface Claimed {
  readonly tensor: StoredTensor
  readonly format: PackedFormat
}

/**
 * The model with its weights as they are named in the model that was quantised: what is stored as codes, scales and zeros is
 * one tensor with `parts`. Parts that do not fit together stay as they are and are flaws.
 */
export async function logicalModel(model: ModelFiles): Promise<ModelFiles> {
  if (model.kind !== 'safetensors') return model
  const declared = await declaredQuantisation(model)
  const around: Surroundings = {
    find: (name) => model.tensors.get(name),
    declared,
    bytes: (tensor) => bytesOf(model, tensor),
  }
  const claimed: Claimed[] = []
  const flaws: StructureFlaw[] = []
  for (const tensor of model.tensors.values()) {
    try {
      const found = await claimOf(tensor, around)
      if (found) claimed.push(found)
    } catch (error) {
      if (!(error instanceof ReadError)) throw error
      flaws.push({ kind: 'bad-shape', file: fileOf(model, tensor), tensor: tensor.name, says: error.message })
    }
  }
  const used = new Set(claimed.flatMap(({ tensor }) => (tensor.parts ?? []).map((p) => p.name)))
  const starts = new Map(claimed.map(({ tensor }) => [tensor.parts![0]!.name, tensor]))
  const tensors = new Map<string, StoredTensor>()
  for (const tensor of model.tensors.values()) {
    const whole = starts.get(tensor.name)
    if (whole && tensors.has(whole.name))
      flaws.push({
        kind: 'duplicate-tensor',
        file: fileOf(model, tensor),
        tensor: whole.name,
        says: `${JSON.stringify(whole.name)} is stored in more than one way`,
      })
    else if (whole) tensors.set(whole.name, whole)
    else if (!used.has(tensor.name) && !(claimed.length > 0 && ASIDE.test(tensor.name)))
      tensors.set(tensor.name, tensor)
  }
  return {
    ...model,
    tensors,
    flaws: [...model.flaws, ...flaws, ...contradictions(declared, claimed, [...model.tensors.values()])],
  }
}

async function claimOf(tensor: StoredTensor, around: Surroundings): Promise<Claimed | undefined> {
  for (const format of PACKED_FORMATS) {
    const found = await format.claim(tensor, around)
    if (found) return { tensor: found, format }
  }
  return undefined
}

async function bytesOf(model: ModelFiles, { name, shard, offset, size }: StoredTensor): Promise<Uint8Array> {
  if (size > MOST_DESCRIPTION)
    throw new ReadError('limit', `${JSON.stringify(name)} describes a weight in ${size} bytes`)
  return model.shards[shard]!.read(offset, size)
}

function fileOf(model: ModelFiles, tensor: StoredTensor): string {
  return model.shards[tensor.shard]?.name ?? model.name
}
