import { member, type JsonObject } from '../../../bytes/json.ts'
import { textOf } from '../../../syntax/stated.ts'

/** `quantization_config` in a few words: `gptq 4-bit`, `bitsandbytes 4-bit nf4`, `fp8`. */
export function quantization(scheme: JsonObject): string | undefined {
  const text = (key: string): string | undefined => textOf(member(scheme, key)?.value)
  const fourBit = text('load_in_4bit') === 'true' || text('_load_in_4bit') === 'true'
  const eightBit = text('load_in_8bit') === 'true' || text('_load_in_8bit') === 'true'
  const method = text('quant_method') ?? (fourBit || eightBit ? 'bitsandbytes' : undefined)
  if (method === undefined) return undefined
  const stated = text('bits') ?? text('w_bit') ?? text('weight_bits')
  const bits = fourBit ? '4' : eightBit ? '8' : stated
  const format = fourBit ? text('bnb_4bit_quant_type') : (text('fmt') ?? text('format'))
  const width = bits !== undefined && /^\d{1,2}$/.test(bits) ? `${bits}-bit` : undefined
  return [method, width, format]
    .filter((part) => part !== undefined)
    .join(' ')
    .slice(0, 80)
}
