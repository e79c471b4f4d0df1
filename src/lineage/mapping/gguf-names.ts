/** Names that ggml gives to tensors of a layer, and what transformers calls them. */
const LAYER: Readonly<Record<string, readonly string[]>> = {
  attn_norm: ['input_layernorm'],
  attn_q: ['self_attn.q_proj'],
  attn_k: ['self_attn.k_proj'],
  attn_v: ['self_attn.v_proj'],
  attn_output: ['self_attn.o_proj'],
  attn_q_norm: ['self_attn.q_norm'],
  attn_k_norm: ['self_attn.k_norm'],
  ffn_norm: ['post_attention_layernorm'],
  ffn_gate: ['mlp.gate_proj'],
  ffn_up: ['mlp.up_proj'],
  ffn_down: ['mlp.down_proj'],
}
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  token_embd: ['model.embed_tokens'],
  output_norm: ['model.norm'],
  output: ['lm_head', 'model.embed_tokens'],
}

/** Names in the reference that a GGUF name may stand for, the likeliest first. */
export function referenceNames(name: string): string[] {
  const layer = /^blk\.(\d+)\.([a-z_]+)\.(weight|bias)$/.exec(name)
  if (layer) {
    const [, number, stem = '', kind] = layer
    return (LAYER[stem] ?? []).map((n) => `model.layers.${number}.${n}.${kind}`)
  }
  const outside = /^([a-z_]+)\.(weight|bias)$/.exec(name)
  return outside ? (OUTSIDE[outside[1]!] ?? []).map((n) => `${n}.${outside[2]}`) : []
}
