/** Parts of attention, by what ggml calls them: names in other formats after the number of the layer, the likelier first. */
export const ATTENTION: Readonly<Record<string, string>> = {
  attn_norm:
    'input_layernorm ln_1 norm_1 attention_norm ln1 norm ln pre_mixer_norm rms_norm pre_attn_norm norm_attn_norm.norm_1 attn_norm operator_norm attention_layernorm pre_attention_layernorm ln_mlp layer.0.layer_norm pre_norm',
  attn_norm_2: 'ln_attn layer_norm_1 ln2 post_attention_layernorm self_attn.norm hidden_norm',
  attn_qkv:
    'attention.query_key_value attn.c_attn attn.Wqkv norm_attn_norm.attn.Wqkv self_attention.query_key_value self_attn.query_key_value mixer.Wqkv self_attn.qkv_proj mixer.qkv_proj attn.qkv_proj qkv self_attn.language_expert_query_key_value linear_attn.in_proj_qkv attention.wqkv self_attn.W_pack',
  attn_q:
    'self_attn.q_proj attention.q_proj self_attn.q_proj_no_perm attention.wq attention.self.query attention.q_lin attn.q_proj multi_head_attention.query attn.attention.q_proj q_proj mixer.q_proj attn.attn_query layer.0.SelfAttention.q',
  attn_k:
    'self_attn.k_proj attention.k_proj self_attn.k_proj_no_perm attention.wk attention.self.key attention.k_lin attn.k_proj attn.k multi_head_attention.key attn.attention.k_proj k_proj mixer.k_proj attn.attn_key layer.0.SelfAttention.k',
  attn_v:
    'self_attn.v_proj attention.v_proj attention.wv attention.self.value attention.v_lin attn.v_proj attn.v multi_head_attention.value attn.attention.v_proj v_proj mixer.v_proj attn.attn_value layer.0.SelfAttention.v',
  attn_output:
    'self_attn.o_proj attention.o_proj attention.dense attn.c_proj attn.out_proj self_attention.dense self_attn.out_proj self_attn.linear_attn attention.wo attention.output.dense attn.Wo attention.out_lin self_attn.dense mixer.out_proj mixer.o_proj multi_head_attention.linear norm_attn_norm.attn.out_proj attn.attention.out_proj wo attn_out self_attn.language_expert_dense attn.attn_resid',
  attn_output_norm:
    'attention.output.LayerNorm sa_layer_norm norm1 rms_norm_1 post_attn_norm norm_attn_norm.norm_2',
  post_attention_norm: 'post_self_attn_layernorm post_attention_layernorm post_mixer_norm post_attn_norm',
  attn_rot_embd:
    'self_attn.rotary_emb.inv_freq attention.inner_attention.rope.freqs attn.rotary_emb.inv_freq',
  attn_sinks: 'self_attn.sinks self_attn.attention_sink_bias self_attn.learnable_sink_param',
  attn_gate:
    'self_attn.gate_proj linear_attn.in_proj_z self_attn.g_proj self_attn.output_gate self_attn.linear_gate',
  attn_q_norm:
    'self_attn.q_norm self_attn.q_layernorm self_attention.q_layernorm self_attn.query_layernorm attention.query_layernorm attn.q_ln attention.self.layer_norm_q attn.q_norm mixer.q mixer.q_norm attn.head_gain.head_g',
  attn_k_norm:
    'self_attn.k_norm self_attn.k_layernorm self_attention.k_layernorm self_attn.key_layernorm attention.key_layernorm attn.k_ln attention.self.layer_norm_k attn.k_norm mixer.k mixer.k_norm self_attn.k_rope_only_layernorm',
  attn_q_a: 'self_attn.q_a_proj attention.q_a_proj attention.wq_a',
  attn_q_b: 'self_attn.q_b_proj attention.q_b_proj attention.wq_b',
  attn_kv_a_mqa: 'self_attn.kv_a_proj_with_mqa attention.kv_a_proj_with_mqa attention.wkv_a_with_mqa',
  attn_kv_b: 'self_attn.kv_b_proj attention.kv_b_proj',
  attn_k_b: 'self_attn.k_b_proj attention.k_b_proj',
  attn_v_b: 'self_attn.v_b_proj attention.v_b_proj',
  attn_q_a_norm: 'self_attn.q_a_layernorm attention.q_a_layernorm attention.q_a_norm',
  attn_kv_a_norm: 'self_attn.kv_a_layernorm attention.kv_a_layernorm attention.kv_a_norm',
  attn_sub_norm: 'self_attn.inner_attn_ln self_attn.attn_sub_norm',
  attn_rel_b: 'layer.0.SelfAttention.relative_attention_bias',
  attn_o: 'layer.0.SelfAttention.o',
  cross_attn_norm: 'layer.1.layer_norm',
  cross_attn_q: 'layer.1.EncDecAttention.q',
  cross_attn_k: 'layer.1.EncDecAttention.k',
  cross_attn_v: 'layer.1.EncDecAttention.v',
  cross_attn_o: 'layer.1.EncDecAttention.o',
  cross_attn_rel_b: 'layer.1.EncDecAttention.relative_attention_bias',
  'indexer.k_norm': 'self_attn.indexer.k_norm self_attn.index_k_norm self_attn.indexer.k_layernorm',
  'indexer.proj': 'self_attn.indexer.weights_proj',
  'indexer.attn_k': 'self_attn.indexer.wk',
  'indexer.attn_q_b': 'self_attn.indexer.wq_b',
  'indexer.q_proj': 'self_attn.index_q_proj',
  'indexer.k_proj': 'self_attn.index_k_proj',
  'indexer.q_norm': 'self_attn.index_q_norm self_attn.indexer.q_layernorm',
  vis_attn_qkv: 'self_attn.vision_expert_query_key_value',
  vis_attn_output: 'self_attn.vision_expert_dense',
}
