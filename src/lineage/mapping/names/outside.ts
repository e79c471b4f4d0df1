/** Tensors that belong to no layer: the ends of their names in other formats, the likelier first. */
export const OUTSIDE: Readonly<Record<string, string>> = {
  token_embd:
    'shared embed_tokens wte word_embeddings embed_in tok_embeddings embeddings.word_embeddings embeddings.tok_embeddings embedding.word_embeddings in_out_embed token_embeddings embedding embeddings embed encoder',
  token_types: 'embeddings.token_type_embeddings token_type_embeddings',
  token_embd_norm:
    'word_embeddings_layernorm embeddings.LayerNorm embeddings.norm emb_ln pre_ln embedding_norm',
  position_embd: 'wpe embeddings.position_embeddings position_embeddings embed_positions',
  output:
    'lm_head embed_out output_layer output head word_embeddings_for_head lm_head.linear head.out ff_out head.decoder',
  output_norm:
    'model.norm final_layer_norm ln_f norm_f final_layernorm lm_head.ln rms_norm ln_out final_norm norm embedding_norm',
  'enc.output_norm': 'encoder.final_layer_norm hidden_norm input_norm layer_norm',
  'dec.output_norm': 'decoder.final_layer_norm',
  per_layer_token_embd: 'embed_tokens_per_layer',
  per_layer_model_proj: 'per_layer_model_projection',
  per_layer_proj_norm: 'per_layer_projection_norm',
  altup_proj: 'altup_projections.#',
  altup_unembd_proj: 'altup_unembed_projections.#',
  rope_freqs: 'rope.freqs rotary_pos_emb.inv_freq',
  cls: 'classifier.dense pre_classifier classifier head.dense dense',
  'cls.output': 'classifier.out_proj classifier',
  'cls.norm': 'head.norm',
  dense_2: 'dense_2_out',
  dense_3: 'dense_3_out',
}
