import type { ModelFiles, StoredTensor } from '../files/model-files.ts'
import { isRecord, type Dimensions } from './dimensions.ts'
import { candidateValues } from './content/read-values.ts'

/** Rounding of the float32 in which conversion works. */
const ROUNDING = 2e-6
const MOST = 1 << 16

/** Values of a tensor that conversion works out from the configuration alone; undefined for all other tensors. */
export function generatedValues(name: string, dimensions: Dimensions): readonly number[] | undefined {
  const rope = ropeOf(dimensions)
  switch (name) {
    case 'rope_freqs.weight':
      return rope && frequencies(rope, dimensions)
    case 'rope_factors_long.weight':
      return rope && numbers(rope['long_factor'])
    case 'rope_factors_short.weight':
      return rope && numbers(rope['short_factor'])
    default:
      return undefined
  }
}

type Rope = Readonly<Record<string, unknown>>

function ropeOf({ config }: Dimensions): Rope | undefined {
  const stated = [config['rope_parameters'], config['rope_scaling']].find(isRecord)
  const full = stated?.['full_attention']
  return isRecord(full) ? full : stated
}

/** By how much Llama 3 stretches each frequency; Gemma 4 switches part of them off. */
function frequencies(rope: Rope, dimensions: Dimensions): readonly number[] | undefined {
  const kind = rope['rope_type'] ?? rope['type']
  const of = (key: string, otherwise: number): number => {
    const value = rope[key]
    return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
  }
  if (kind === 'proportional') {
    const size = dimensions.number('global_head_dim') ?? fullHeadSize(dimensions)
    if (size === undefined || size > MOST) return undefined
    const turning = Math.floor((size * of('partial_rotary_factor', 0.25)) / 2)
    return Array.from({ length: Math.floor(size / 2) }, (_, i) => (i < turning ? 1 : Math.fround(1e30)))
  }
  const size = dimensions.headSize
  if (kind !== 'llama3' || size === undefined || size > MOST) return undefined
  const base = of('rope_theta', dimensions.number('rope_theta') ?? 10_000)
  const factor = of('factor', 8)
  const low = of('low_freq_factor', 1)
  const high = of('high_freq_factor', 4)
  const context = of('original_max_position_embeddings', 8192)
  return Array.from({ length: size / 2 }, (_, i) => {
    const wavelength = 2 * Math.PI * base ** ((2 * i) / size)
    if (wavelength < context / high) return 1
    if (wavelength > context / low) return factor
    const smooth = (context / wavelength - low) / (high - low)
    return 1 / ((1 - smooth) / factor + smooth)
  })
}

/** Head size of layers with full attention, where layers differ. */
function fullHeadSize({ config }: Dimensions): number | undefined {
  const [kinds, layers] = [config['layer_types'], config['per_layer_config']]
  if (!Array.isArray(kinds) || !isRecord(layers)) return undefined
  for (const [layer, own] of Object.entries(layers))
    if (kinds[Number(layer)] === 'full_attention' && isRecord(own) && typeof own['head_dim'] === 'number')
      return own['head_dim']
  return undefined
}

function numbers(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) && value.length <= MOST && value.every((n) => typeof n === 'number')
    ? value
    : undefined
}

/** What is wrong with a tensor that should hold these values; undefined where it does. */
export async function sameGenerated(
  candidate: ModelFiles,
  tensor: StoredTensor,
  values: readonly number[],
): Promise<string | undefined> {
  const width = tensor.shape.at(-1) ?? 1
  const rows = 1
  const shape = {
    tensor: tensor.name,
    rows,
    width,
    sources: [],
    transposed: false,
    elementwise: { kind: 'none' },
  } as const
  if (width !== values.length || tensor.shape.slice(0, -1).some((n) => n !== 1))
    return `has ${tensor.shape.join(' × ')} values where the configuration makes ${values.length}`
  const stored = await candidateValues(candidate, tensor, shape, { first: 0, count: 1, columns: { width } })
  if (!stored) return 'cannot be read'
  const wrong = values.findIndex((value, i) => !(Math.abs(stored[i]! - value) <= ROUNDING * Math.abs(value)))
  return wrong < 0
    ? undefined
    : `value ${wrong} is ${stored[wrong]} where the configuration makes ${values[wrong]}`
}
