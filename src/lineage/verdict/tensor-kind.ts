/** What a tensor does in the model, from its name: what patterns of deviations are told by. */
type TensorRole =
  | 'embedding'
  | 'head'
  | 'norm'
  | 'attention-in'
  | 'attention-out'
  | 'mlp-in'
  | 'mlp-out'
  | 'other'

export interface TensorKind {
  readonly role: TensorRole
  /** The name without its layer: the same for the tensors of all layers that do the same. */
  readonly family: string
  readonly layer?: number
}

const ROLES: readonly (readonly [RegExp, TensorRole])[] = [
  [/(?:norm|ln_\w+|layernorm)(?:\.weight|\.bias|_\w+|$)/, 'norm'],
  [/(?:token_embd|embed_tokens|wte|word_embeddings|tok_embeddings|embed_in)/, 'embedding'],
  [/^(?:output|lm_head|embed_out)\./, 'head'],
  [/(?:attn_output|o_proj|out_proj|attention\.dense|self_attn\.dense|attn\.c_proj)/, 'attention-out'],
  [
    /(?:attn_q|attn_k|attn_v|attn_qkv|q_proj|k_proj|v_proj|qkv|query_key_value|c_attn|kv_[ab]|q_[ab]_proj)/,
    'attention-in',
  ],
  [/(?:ffn_down|down_proj|fc2|fc_out|mlp\.c_proj|dense_4h_to_h|w2)/, 'mlp-out'],
  [/(?:ffn_gate|ffn_up|gate_proj|up_proj|gate_up|fc1|fc_in|c_fc|dense_h_to_4h|w1|w3)/, 'mlp-in'],
]

export function tensorKind(name: string): TensorKind {
  const layer = /(?:^|\.)(?:blk|layers|h|blocks|block)\.(\d{1,5})\./.exec(name)?.[1]
  const family = name.replace(/((?:^|\.)(?:blk|layers|h|blocks|block)\.)\d{1,5}\./, '$1*.')
  const role = ROLES.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
  return { role, family, ...(layer !== undefined && { layer: Number(layer) }) }
}
