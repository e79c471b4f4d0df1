import type { InventoryItem } from '../../model/component.ts'
import { shownText } from '../plain-text.ts'
import type { Property } from '../properties.ts'
import { all, distinct, first } from './writing.ts'

const NAMESPACE = 'cdx:ai-ml:model'
/** Ways of tuning that the taxonomy names. */
const TUNING: ReadonlySet<string> = new Set([
  'full',
  'sft',
  'rlhf',
  'adapter',
  'prompt',
  'lora',
  'alora',
  'qlora',
])
/** Hyperparameters that the taxonomy names. */
export const HYPERPARAMETERS: readonly string[] = [
  'activation_dropout',
  'context_length',
  'd_model',
  'hidden_act',
  'hidden_size',
  'intermediate_size',
  'layer_norm_epsilon',
  'layer_norm_type',
  'max_position_embeddings',
  'num_attention_heads',
  'num_hidden_layers',
  'num_key_value_heads',
  'num_layers',
  'quantization',
  'tokenizer_class',
  'vocab_size',
]

/** What the official taxonomy has a name for, under that name as well. */
export function officialProperties(item: InventoryItem): Property[] {
  const languages = distinct(all(item, 'language').filter((l) => /^[a-z]{2}$/.test(l)))
  const context = first(item, 'context-length')
  const quantization = first(item, 'quantization')
  const count = shortCount(first(item, 'parameters') ?? '')
  return [
    ...languages.map((value) => ({ name: `${NAMESPACE}:language`, value })),
    ...(count === undefined ? [] : [{ name: `${NAMESPACE}:parameter:count`, value: count }]),
    ...distinct(all(item, 'tuning-method').filter((m) => TUNING.has(m))).map((value) => ({
      name: `${NAMESPACE}:parameter:tune_method`,
      value,
    })),
    ...(context === undefined ? [] : [hyperparameter('context_length', context)]),
    ...(quantization === undefined ? [] : [hyperparameter('quantization', quantization)]),
    ...item.attributes
      .filter((a) => a.name === 'hyperparameter' && a.key !== undefined && HYPERPARAMETERS.includes(a.key))
      .filter((a) => a.key !== 'context_length' && a.key !== 'quantization')
      .map((a) => hyperparameter(a.key!, a.value)),
  ]
}

/** Where a Python package comes from when it is no index, under the official names. */
export function packageProperties(item: InventoryItem): Property[] {
  if (item.kind !== 'package' || first(item, 'ecosystem') !== 'pypi') return []
  const source = 'cdx:python:package:source'
  const names = [
    ['commit', `${source}:vcs:commit_id`],
    ['revision-requested', `${source}:vcs:requested_revision`],
  ] as const
  return [
    ...names.flatMap(([attribute, name]) => {
      const value = first(item, attribute)
      return value === undefined || value === '' ? [] : [{ name, value: shownText(value) }]
    }),
    ...(first(item, 'editable') === 'true' ? [{ name: `${source}:local:editable`, value: 'true' }] : []),
  ]
}

function hyperparameter(name: string, value: string): Property {
  return { name: `${NAMESPACE}:hyperparameter:${name}`, value: shownText(value) }
}

/** `8.03B`: the taxonomy asks for millions, billions and trillions by letter. */
function shortCount(text: string): string | undefined {
  if (!/^\d{1,15}$/.test(text)) return undefined
  const count = Number(text)
  for (const [letter, unit] of [
    ['T', 1e12],
    ['B', 1e9],
    ['M', 1e6],
  ] as const) {
    if (count >= unit) return `${Number((count / unit).toPrecision(3))}${letter}`
  }
  return undefined
}
