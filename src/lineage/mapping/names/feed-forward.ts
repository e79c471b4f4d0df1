/** Parts of feed-forward networks and routers; `#` is the number of an expert or a head. */
export const FEED_FORWARD: Readonly<Record<string, string>> = {
  ffn_norm:
    'pre_feedforward_layernorm pre_ff_layernorm pre_mlp_layernorm pre_moe_layernorm pre_moe_norm pre_mlp_norm ln_2 norm_2 ffn_norm rms_norm_2 ff_norm feedforward_layernorm mlp_norm ln2 post_attention_layernorm residual_layernorm layer.2.layer_norm layer.1.layer_norm',
  ffn_norm_exps: 'post_attention_layernorm',
  pre_ffw_norm_2: 'pre_feedforward_layernorm_2',
  post_ffw_norm: 'post_feedforward_layernorm post_mlp_layernorm post_mlp_norm post_moe_norm',
  post_ffw_norm_1: 'post_feedforward_layernorm_1',
  post_ffw_norm_2: 'post_feedforward_layernorm_2',
  layer_output_norm:
    'output.LayerNorm output_layer_norm norm2 rms_norm_3 mlp.layernorm layer_norm_2 final_layernorm',
  layer_output_scale: 'layer_scalar embed_skip.a_g',
  ffn_sub_norm: 'mlp.ffn_layernorm mlp.ffn_sub_norm',
  ffn_gate_inp:
    'mlp.gate feed_forward.gate block_sparse_moe.gate router ffn.router.layer block_sparse_moe.router.layer block_sparse_moe.router feed_forward.router mlp.router.layer mlp.router mlp.gate.wg block_sparse_moe.primary_router mlp.router.gate gate mixer.gate moe.gate router.proj',
  ffn_gate_inp_shexp: 'mlp.shared_expert_gate',
  exp_probs_b:
    'mlp.gate.e_score_correction mlp.moe_statics.e_score_correction mlp.gate.expert_bias mlp.expert_bias feed_forward.expert_bias block_sparse_moe.e_score_correction mixer.gate.e_score_correction mlp.e_score_correction block_sparse_moe.gate.e_score_correction moe.router_bias mlp.experts.e_score_correction',
  ffn_up:
    'mlp.up_proj mlp.dense_h_to_4h mlp.c_fc ffn.up_proj feed_forward.w3 intermediate.dense mlp.Wi ffn.lin1 mlp.fc_in mlp.linear_3 mlp.w1 mlp.fc1 mlp.gate_up_proj mlp.fc11 mlp.gated_layers_v mlp.gated_layers mlp.up_gated_layer residual_mlp.w3 mlp.c_fc_1 feed_forward.up_proj ffn.w12 block_sparse_moe.up up_proj mixer.up_proj mlp.language_mlp.up_proj mlp.mlp_linear layer.1.DenseReluDense.wi layer.1.DenseReluDense.wi_1 layer.2.DenseReluDense.wi layer.2.DenseReluDense.wi_1 ffn.proj_1',
  ffn_gate:
    'mlp.gate_proj feed_forward.w1 mlp.w2 mlp.c_fc2 mlp.fc12 mlp.gated_layers_w mlp.linear_1 residual_mlp.w1 mlp.c_fc_0 feed_forward.gate_proj ff_proj mlp.language_mlp.gate_proj mlp.mlp_gate layer.1.DenseReluDense.wi_0 layer.2.DenseReluDense.wi_0',
  ffn_down:
    'mlp.down_proj mlp.dense_4h_to_h mlp.c_proj ffn.down_proj feed_forward.w2 output.dense mlp.Wo ffn.lin2 mlp.fc_out mlp.fc2 mlp.wo ffn.proj_2 residual_mlp.w2 mlp.down_layer feed_forward.down_proj ffn.w3 block_sparse_moe.down ff_out mixer.down_proj mlp.language_mlp.down_proj mlp.mlp_resid layer.1.DenseReluDense.wo layer.2.DenseReluDense.wo shared_mlp.output_linear',
  ffn_up_exps:
    'mlp.experts.up_proj mlp.experts.#.up_proj block_sparse_moe.experts.#.w3 feed_forward.experts.#.w3 feed_forward.experts.#.up_proj feed_forward.experts.w3 moe.linear_v ffn.experts.mlp.v1 block_sparse_moe.experts.w3 feed_forward.experts.up_proj mlp.experts.mlp.w1 block_sparse_moe.experts.#.up block_sparse_moe.experts.up moe.up_proj experts.#.up_proj experts.#.w3 mixer.experts.#.up_proj mixer.experts.up_proj moe.experts.#.up_proj feed_forward.moe.experts.#.up_proj',
  ffn_gate_exps:
    'mlp.experts.gate_proj mlp.experts.#.gate_proj block_sparse_moe.experts.#.w1 feed_forward.experts.#.w1 feed_forward.experts.#.gate_proj feed_forward.experts.w1 moe.linear ffn.experts.mlp.w1 block_sparse_moe.experts.w1 feed_forward.experts.gate_proj block_sparse_moe.experts.#.gate block_sparse_moe.experts.gate moe.gate_proj experts.#.gate_proj experts.#.w1 mixer.experts.#.gate_proj moe.experts.#.gate_proj feed_forward.moe.experts.#.gate_proj',
  ffn_down_exps:
    'mlp.experts.down_proj mlp.experts.#.down_proj block_sparse_moe.experts.#.w2 feed_forward.experts.#.w2 feed_forward.experts.#.down_proj feed_forward.experts.w2 moe.linear_1 ffn.experts.mlp.w2 block_sparse_moe.output_linear block_sparse_moe.experts.w2 feed_forward.experts.down_proj mlp.experts.mlp.w2 block_sparse_moe.experts.#.down block_sparse_moe.experts.down moe.down_proj experts.down_proj experts.#.down_proj experts.#.w2 mixer.experts.#.down_proj mixer.experts.down_proj block_sparse_moe.experts.down_proj moe.experts.#.down_proj feed_forward.moe.experts.#.down_proj',
  ffn_gate_up_exps:
    'mlp.experts.gate_up_proj experts.gate_up_proj block_sparse_moe.experts.gate_up_proj block_sparse_moe.input_linear feed_forward.experts.gate_up_proj',
  ffn_up_shexp:
    'mlp.shared_expert.up_proj mlp.shared_experts.up_proj feed_forward.shared_expert.up_proj mlp.shared_mlp.up_proj shared_experts.w3 mixer.shared_experts.up_proj block_sparse_moe.shared_experts.up_proj share_expert.up_proj shared_mlp.up_proj',
  ffn_gate_shexp:
    'mlp.shared_expert.gate_proj mlp.shared_experts.gate_proj feed_forward.shared_expert.gate_proj mlp.shared_mlp.gate_proj shared_experts.w1 block_sparse_moe.shared_experts.gate_proj share_expert.gate_proj shared_mlp.gate_proj',
  ffn_down_shexp:
    'mlp.shared_expert.down_proj mlp.shared_experts.down_proj feed_forward.shared_expert.down_proj shared_mlp.output_linear mlp.shared_mlp.down_proj shared_experts.w2 mixer.shared_experts.down_proj block_sparse_moe.shared_experts.down_proj share_expert.down_proj',
  ffn_up_chexps: 'mlp.chunk_experts.up_proj mlp.chunk_experts.#.up_proj',
  ffn_gate_chexps: 'mlp.chunk_experts.gate_proj mlp.chunk_experts.#.gate_proj',
  ffn_down_chexps: 'mlp.chunk_experts.down_proj mlp.chunk_experts.#.down_proj',
  ffn_latent_down: 'mixer.fc1_latent_proj',
  ffn_latent_up: 'mixer.fc2_latent_proj',
  ffn_routed_down: 'block_sparse_moe.routed_expert_down_proj',
  ffn_routed_up: 'block_sparse_moe.routed_expert_up_proj',
  ffn_routed_norm: 'block_sparse_moe.routed_expert_norm',
  vis_up: 'mlp.vision_mlp.up_proj',
  vis_gate: 'mlp.vision_mlp.gate_proj',
  vis_down: 'mlp.vision_mlp.down_proj',
  inp_gate: 'per_layer_input_gate',
  proj: 'per_layer_projection',
  post_norm: 'post_per_layer_input_norm',
  altup_correct_coef: 'altup.correction_coefs',
  altup_correct_scale: 'altup.correct_output_scale',
  altup_predict_coef: 'altup.prediction_coefs',
  altup_router: 'altup.modality_router',
  altup_router_norm: 'altup.router_norm',
  laurel_l: 'laurel.linear_left',
  laurel_r: 'laurel.linear_right',
  laurel_post_norm: 'laurel.post_laurel_norm',
  'nextn.eh_proj': 'eh_proj',
  'nextn.embed_tokens': 'embed_tokens',
  'nextn.enorm': 'enorm',
  'nextn.hnorm': 'hnorm',
  'nextn.shared_head_head': 'shared_head.head',
  'nextn.shared_head_norm': 'shared_head.norm',
}
