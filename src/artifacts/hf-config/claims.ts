import { searchText } from '../../bytes/search.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim } from '../../model/format.ts'

const KEYS = [
  'auto_map',
  'auto_mapping',
  'architectures',
  'model_type',
  '_class_name',
  'weight_map',
  'trust_remote_code',
  'custom_pipelines',
  'custom_generate',
  'base_model_class',
  'parent_library',
  'peft_type',
  'megatron_core',
  'transformers_version',
  'tokenizer_class',
  'processor_class',
  'image_processor_type',
  'feature_extractor_type',
  'video_processor_type',
  'quantization_config',
  'kernel_config',
  'attn_implementation',
  '_attn_implementation',
  'py/reduce',
  'py/object',
  'py/function',
  'py/type',
]
const KNOWN_KEY = new RegExp(`"(?:${KEYS.join('|')})"\\s*:`)
/** sentence-transformers' list of modules. */
const MODULE_LIST = /^\s*\[\s*\{[^[\]]*"type"\s*:\s*"/
/** Nobody writes a plain letter of a key as an escape, but every parser reads it. */
const ESCAPED_KEY = /"[^"\n]{0,80}\\u00[2-7][0-9a-f][^"\n]{0,80}"\s*:/i

/** What may stand behind padding. */
const ANY_KEY = new RegExp(`${KNOWN_KEY.source}|"(?:kernel_mapping|types)"\\s*:|${ESCAPED_KEY.source}`, 'i')

/** A JSON object without a telling key at either end is a `maybe`: the key may stand behind padding. */
export function claims({ head, tail, size, bytes }: Sample): Claim {
  const start = head
    .toString('latin1', 0, Math.min(head.length, 64))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  const first = start[0]
  if (first !== '{' && first !== '[') return start === '' && head.length >= 64 ? claimsPadded(head) : 'no'
  const text = head.toString('latin1')
  if (first === '[') return MODULE_LIST.test(text.replace(/^\u00ef\u00bb\u00bf/, '')) ? 'yes' : 'no'
  if (KNOWN_KEY.test(text) || ESCAPED_KEY.test(text)) return 'yes'
  if (tail !== head && KNOWN_KEY.test(tail.toString('latin1'))) return 'yes'
  // Vocabularies are large and name no code: they are searched, not parsed.
  return size <= head.length || searchText(bytes, head.length, ANY_KEY) ? 'maybe' : 'no'
}

function claimsPadded(head: Buffer): Claim {
  return /^[\s]*[{[]/.test(head.toString('latin1')) ? 'maybe' : 'no'
}
