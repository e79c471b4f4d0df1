import type { ModelFiles } from '../files/model-files.ts'
import type { FieldDifference } from '../verdict/derivation.ts'
import { asObject, own, ownNumber, type JsonObject } from './json-object.ts'

/** Where one number stands in GGUF metadata, behind the architecture, and in config.json: the first that is there. */
interface Parameter {
  readonly gguf: string
  readonly config: readonly string[]
  /** What converters or publishers set freely. */
  readonly free?: true
}

const PARAMETERS: readonly Parameter[] = [
  { gguf: 'block_count', config: ['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers'] },
  { gguf: 'embedding_length', config: ['hidden_size', 'n_embd', 'd_model'] },
  { gguf: 'feed_forward_length', config: ['intermediate_size', 'n_inner', 'ffn_dim', 'ffn_hidden_size'] },
  { gguf: 'attention.head_count', config: ['num_attention_heads', 'n_head', 'n_heads'] },
  {
    gguf: 'attention.head_count_kv',
    config: ['num_key_value_heads', 'num_kv_heads', 'multi_query_group_num'],
  },
  { gguf: 'attention.key_length', config: ['head_dim'] },
  { gguf: 'attention.value_length', config: ['v_head_dim', 'head_dim'] },
  { gguf: 'attention.layer_norm_rms_epsilon', config: ['rms_norm_eps', 'layernorm_epsilon'] },
  {
    gguf: 'attention.layer_norm_epsilon',
    config: ['layer_norm_eps', 'layer_norm_epsilon', 'norm_eps', 'norm_epsilon'],
  },
  { gguf: 'attention.sliding_window', config: ['sliding_window'] },
  { gguf: 'attn_logit_softcapping', config: ['attn_logit_softcapping'] },
  { gguf: 'final_logit_softcapping', config: ['final_logit_softcapping'] },
  { gguf: 'rope.freq_base', config: ['rope_theta', 'rotary_emb_base'] },
  { gguf: 'rope.scaling.factor', config: ['rope_scaling.factor', 'rope_parameters.factor'] },
  {
    gguf: 'rope.scaling.original_context_length',
    config: [
      'rope_scaling.original_max_position_embeddings',
      'rope_parameters.original_max_position_embeddings',
    ],
  },
  {
    gguf: 'expert_count',
    config: ['num_local_experts', 'num_experts', 'n_routed_experts', 'moe_num_experts'],
  },
  {
    gguf: 'expert_used_count',
    config: ['num_experts_per_tok', 'num_experts_per_token', 'moe_topk', 'top_k_experts'],
  },
  { gguf: 'vocab_size', config: ['vocab_size'], free: true },
  {
    gguf: 'context_length',
    config: ['max_position_embeddings', 'n_positions', 'seq_length', 'max_seq_len'],
    free: true,
  },
]

/** Numbers that decide how the weights are used, in the candidate's header against the official config.json. */
export function hyperparameters(candidate: ModelFiles, config: JsonObject | undefined): FieldDifference[] {
  const { metadata } = candidate
  const architecture = metadata['general.architecture']
  if (!config || typeof architecture !== 'string') return []
  const text = asObject(own(config, 'text_config')) ?? config
  return PARAMETERS.flatMap(({ gguf, config: names, free }): FieldDifference[] => {
    const stored = metadata[`${architecture}.${gguf}`]
    const official = names
      .map((name) => numberAt(text, name) ?? numberAt(config, name))
      .find((v) => v !== undefined)
    if (typeof stored !== 'number' || official === undefined || same(stored, official)) return []
    return [
      {
        area: 'hyperparameter',
        field: `${architecture}.${gguf}`,
        official: String(official),
        candidate: String(stored),
        weight: free ? 'note' : 'deviates',
      },
    ]
  })
}

/** `rope_theta` has moved into `rope_parameters`. */
function numberAt(config: JsonObject, path: string): number | undefined {
  const [outer = '', inner] = path.split('.')
  if (inner !== undefined) return ownNumber(asObject(own(config, outer)), inner)
  return (
    ownNumber(config, outer) ??
    (outer === 'rope_theta' ? ownNumber(asObject(own(config, 'rope_parameters')), outer) : undefined)
  )
}

/** The header has float32 where JSON has a decimal. */
function same(stored: number, official: number): boolean {
  return stored === official || Math.fround(stored) === Math.fround(official)
}

const TOLD: ReadonlySet<string> = new Set([
  '_name_or_path',
  'transformers_version',
  'torch_dtype',
  'dtype',
  'quantization_config',
  'use_cache',
  'auto_map',
  'tie_word_embeddings',
  'max_position_embeddings',
])

/** Two config.json, key by key. What names the format or the tool is a note. */
export function configurations(
  official: JsonObject | undefined,
  candidate: JsonObject | undefined,
): FieldDifference[] {
  if (!official || !candidate) return []
  const keys = [...new Set([...Object.keys(official), ...Object.keys(candidate)])].toSorted()
  return keys.flatMap((key): FieldDifference[] => {
    const [a, b] = [shown(own(official, key)), shown(own(candidate, key))]
    if (a === b) return []
    const weighs = !TOLD.has(key) && own(official, key) !== undefined && own(candidate, key) !== undefined
    return [
      {
        area: 'hyperparameter',
        field: `config.json ${key}`,
        official: a,
        candidate: b,
        weight: weighs ? 'deviates' : 'note',
      },
    ]
  })
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 200)
}
