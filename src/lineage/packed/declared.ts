import { parseObject, asObject, own, ownNumber, ownText, type JsonObject } from '../fields/json-object.ts'
import type { ModelFiles } from '../files/model-files.ts'

/** What the files beside the weights say of how these were quantised. Hostile, and often wrong. */
export interface Declared {
  /** File it stands in; undefined where nothing is declared. */
  readonly file?: string
  readonly method?: string
  readonly bits?: number
  readonly groupSize?: number
  readonly blockSize?: readonly number[]
  /** `gptq`, `gptq_v2`, `pack-quantized`. */
  readonly format?: string
}

const PLACES: readonly (readonly [file: string, key: string | undefined])[] = [
  ['config.json', 'quantization_config'],
  ['config.json', 'quantization'],
  ['quantize_config.json', undefined],
  ['quant_config.json', undefined],
  ['hf_quant_config.json', 'quantization'],
]

export async function declaredQuantisation(model: ModelFiles): Promise<Declared> {
  for (const [file, key] of PLACES) {
    const root = parseObject(await model.side(file))
    const text = asObject(own(root, 'text_config'))
    const found = key === undefined ? root : asObject(own(root, key) ?? own(text, key))
    if (found) return { file, ...fieldsOf(found, file, key) }
  }
  return {}
}

function fieldsOf(object: JsonObject, file: string, key: string | undefined): Omit<Declared, 'file'> {
  const method =
    ownText(object, 'quant_method') ??
    ownText(object, 'quant_algo')?.toLowerCase() ??
    (key === 'quantization' && file === 'config.json' ? 'mlx' : key === undefined ? 'gptq' : undefined)
  const bits = ownNumber(object, 'bits') ?? ownNumber(object, 'w_bit')
  const groupSize = ownNumber(object, 'group_size') ?? ownNumber(object, 'q_group_size')
  const format = ownText(object, 'checkpoint_format') ?? ownText(object, 'format')
  const block = own(object, 'weight_block_size')
  return {
    ...(method !== undefined && { method }),
    ...(bits !== undefined && { bits }),
    ...(groupSize !== undefined && groupSize > 0 && { groupSize }),
    ...(format !== undefined && { format }),
    ...(Array.isArray(block) && block.every((n) => typeof n === 'number') && { blockSize: block }),
  }
}
