import { elements, type Draft } from '../draft.ts'
import { everyGroup, slice } from '../layouts.ts'
import type { Piece } from '../recipe.ts'
import { isBias, placeOf, sourcesOf, type Wanted } from './wanted.ts'

/** Sizes of layers with linear attention. */
interface Linear {
  readonly keyHeads: number
  readonly valueHeads: number
  readonly keySize: number
  readonly valueSize: number
}

function linearOf({ dimensions }: Wanted): Linear | undefined {
  const keyHeads = dimensions.number('linear_num_key_heads')
  const valueHeads = dimensions.number('linear_num_value_heads')
  const keySize = dimensions.number('linear_key_head_dim')
  const valueSize = dimensions.number('linear_value_head_dim')
  if (!keyHeads || !valueHeads || !keySize || !valueSize || valueHeads % keyHeads !== 0) return undefined
  return { keyHeads, valueHeads, keySize, valueSize }
}

/** Linear attention: one projection for all in Qwen3-Next; value heads in turns over the key heads in Qwen3.5. */
export function linearAttentionDrafts(wanted: Wanted): Draft[] {
  const linear = linearOf(wanted)
  if (!linear) return []
  return wanted.rules?.valueTurns ? inTurns(wanted, linear) : joined(wanted, linear)
}

/** For each key head its query, its key, its values and their gates. */
function joined(wanted: Wanted, { keyHeads, valueHeads, keySize, valueSize }: Linear): Draft[] {
  const [source] = wanted.index.find(['linear_attn.in_proj_qkvz'], placeOf(wanted))
  if (!source || (wanted.stem !== 'attn_qkv' && wanted.stem !== 'attn_gate')) return []
  const values = (valueHeads / keyHeads) * valueSize
  const stride = 2 * keySize + 2 * values
  const part = (first: number, count: number): Piece => everyGroup(first, keyHeads, { stride, count })
  const pieces =
    wanted.stem === 'attn_gate'
      ? [part(2 * keySize + values, values)]
      : [part(0, keySize), part(keySize, keySize), part(2 * keySize, values)]
  return [{ sources: [source], pieces }]
}

/** Value heads lie grouped by key head in the reference, and in turns over the key heads where ggml wants them so. */
function inTurns(wanted: Wanted, { keyHeads, valueHeads, keySize, valueSize }: Linear): Draft[] {
  const { stem, tensor } = wanted
  const perKey = valueHeads / keyHeads
  const turned = (first: number, size: number): Piece => ({
    source: 0,
    first,
    steps: [
      { count: perKey, stride: size },
      { count: keyHeads, stride: perKey * size },
      { count: size, stride: 1 },
    ],
  })
  if (perKey === 1) return []
  const sources = sourcesOf(wanted).filter((s) => s.name.includes('linear_attn.'))
  const keys = 2 * keyHeads * keySize
  return sources.flatMap((source): Draft[] => {
    switch (stem) {
      case 'attn_qkv':
      case 'ssm_conv1d':
        return [{ sources: [source], pieces: [slice(0, 0, keys), turned(keys, valueSize)] }]
      case 'attn_gate':
        return [{ sources: [source], pieces: [turned(0, valueSize)] }]
      case 'ssm_alpha':
      case 'ssm_beta':
        return [{ sources: [source], pieces: [turned(0, 1)] }]
      case 'ssm_a':
        return [
          { sources: [source], pieces: [turned(0, 1)], single: true, elementwise: { kind: 'negative-exp' } },
        ]
      case 'ssm_dt':
        return isBias(wanted) && elements(tensor) === valueHeads
          ? [{ sources: [source], pieces: [turned(0, 1)], single: true }]
          : []
      case 'ssm_out':
        return [{ sources: [source], columns: columnsInTurns(keyHeads, perKey, valueSize) }]
      default:
        return []
    }
  })
}

function columnsInTurns(keyHeads: number, perKey: number, size: number): Int32Array {
  const columns = new Int32Array(keyHeads * perKey * size)
  let at = 0
  for (let v = 0; v < perKey; v++)
    for (let k = 0; k < keyHeads; k++)
      for (let i = 0; i < size; i++) columns[at++] = (k * perKey + v) * size + i
  return columns
}
