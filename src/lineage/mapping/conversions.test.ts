import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compared } from '../testing/compared.ts'
import type { MadeTensor } from '../testing/memory-model.ts'
import {
  joined,
  mapped,
  noise,
  pairsTogether,
  range,
  rowsOf,
  shaped,
  stacked,
  turned,
} from '../testing/values.ts'

const WIDE = 128
const HEADS = { hidden_size: WIDE, num_attention_heads: 4, num_key_value_heads: 2 }

interface Conversion {
  readonly architecture: string
  readonly config?: object
  readonly reference: Readonly<Record<string, MadeTensor>>
  readonly candidate: Readonly<Record<string, MadeTensor>>
}

const q = noise(1, WIDE, WIDE)
const k = noise(2, 64, WIDE)
const v = noise(3, 64, WIDE)
const gate = noise(4, 96, WIDE)
const up = noise(5, 96, WIDE)
const experts = range(0, 4).map((e) => noise(10 + e, 96, WIDE))
const others = range(0, 4).map((e) => noise(20 + e, 96, WIDE))

/** From rows of query, key and value of one head after the other, all queries, all keys, all values. */
const threeByThree = [0, 1, 2].flatMap((part) =>
  range(0, 4).flatMap((head) => range((head * 3 + part) * 32, 32)),
)
/** Two groups of two queries, a key and a value. */
const ungrouped = [
  ...[0, 1].flatMap((g) => range(g * 128, 64)),
  ...[0, 1].flatMap((g) => range(g * 128 + 64, 32)),
  ...[0, 1].flatMap((g) => range(g * 128 + 96, 32)),
]

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  'rows of query and key that rotate in pairs': {
    architecture: 'llama',
    reference: {
      'model.layers.0.self_attn.q_proj.weight': q,
      'model.layers.0.self_attn.k_proj.weight': k,
      'model.layers.0.self_attn.k_proj.bias': noise(6, 64),
      'model.layers.0.self_attn.v_proj.weight': v,
    },
    candidate: {
      'blk.0.attn_q.weight': rowsOf(q, pairsTogether(4, 32)),
      'blk.0.attn_k.weight': rowsOf(k, pairsTogether(2, 32)),
      'blk.0.attn_k.bias': rowsOf(noise(6, 64), pairsTogether(2, 32)),
      'blk.0.attn_v.weight': v,
    },
  },
  'three projections joined': {
    architecture: 'phi3',
    reference: {
      'model.layers.0.self_attn.q_proj.weight': q,
      'model.layers.0.self_attn.k_proj.weight': k,
      'model.layers.0.self_attn.v_proj.weight': v,
      'model.layers.0.mlp.gate_proj.weight': gate,
      'model.layers.0.mlp.up_proj.weight': up,
    },
    candidate: { 'blk.0.attn_qkv.weight': joined(q, k, v), 'blk.0.ffn_up.weight': joined(gate, up) },
  },
  'a joined projection cut in three': {
    architecture: 'ernie4_5',
    reference: {
      'model.layers.0.self_attn.qkv_proj.weight': joined(q, k, v),
      'model.layers.0.mlp.up_gate_proj.weight': joined(gate, up),
    },
    candidate: {
      'blk.0.attn_q.weight': q,
      'blk.0.attn_k.weight': k,
      'blk.0.attn_v.weight': v,
      'blk.0.ffn_gate.weight': gate,
      'blk.0.ffn_up.weight': up,
    },
  },
  'a projection by heads': {
    architecture: 'bloom',
    config: { hidden_size: WIDE, n_head: 4 },
    reference: {
      'h.0.self_attention.query_key_value.weight': noise(7, 384, WIDE),
      'h.0.self_attention.query_key_value.bias': noise(8, 384),
    },
    candidate: {
      'blk.0.attn_qkv.weight': rowsOf(noise(7, 384, WIDE), threeByThree),
      'blk.0.attn_qkv.bias': rowsOf(noise(8, 384), threeByThree),
    },
  },
  'a projection by groups': {
    architecture: 'falcon',
    reference: { 'transformer.h.0.self_attention.query_key_value.weight': noise(9, 256, WIDE) },
    candidate: { 'blk.0.attn_qkv.weight': rowsOf(noise(9, 256, WIDE), ungrouped) },
  },
  'a projection by groups, cut and turned': {
    architecture: 'internlm2',
    reference: { 'model.layers.0.attention.wqkv.weight': noise(9, 256, WIDE) },
    candidate: {
      'blk.0.attn_q.weight': rowsOf(
        rowsOf(noise(9, 256, WIDE), ungrouped.slice(0, 128)),
        pairsTogether(4, 32),
      ),
      'blk.0.attn_k.weight': rowsOf(
        rowsOf(noise(9, 256, WIDE), ungrouped.slice(128, 192)),
        pairsTogether(2, 32),
      ),
      'blk.0.attn_v.weight': rowsOf(noise(9, 256, WIDE), ungrouped.slice(192)),
    },
  },
  'a packed projection in thirds, turned': {
    architecture: 'baichuan',
    config: { hidden_size: WIDE, num_attention_heads: 4 },
    reference: { 'model.layers.0.self_attn.W_pack.weight': noise(9, 384, WIDE) },
    candidate: {
      'blk.0.attn_q.weight': rowsOf(noise(9, 384, WIDE), pairsTogether(4, 32)),
      'blk.0.attn_k.weight': rowsOf(
        noise(9, 384, WIDE),
        pairsTogether(4, 32).map((r) => r + 128),
      ),
      'blk.0.attn_v.weight': rowsOf(noise(9, 384, WIDE), range(256, 128)),
    },
  },
  'experts from single files': {
    architecture: 'qwen3moe',
    reference: Object.fromEntries(
      experts.map((e, i) => [`model.layers.0.mlp.experts.${i}.gate_proj.weight`, e]).toReversed(),
    ),
    candidate: { 'blk.0.ffn_gate_exps.weight': stacked(...experts) },
  },
  'experts whose gate and up are joined': {
    architecture: 'granitemoe',
    reference: {
      'model.layers.0.block_sparse_moe.input_linear.weight': stacked(
        ...experts.map((e, i) => joined(e, others[i]!)),
      ),
    },
    candidate: {
      'blk.0.ffn_gate_exps.weight': stacked(...experts),
      'blk.0.ffn_up_exps.weight': stacked(...others),
    },
  },
  'experts stored as inputs × outputs': {
    architecture: 'llama4',
    reference: {
      'model.layers.0.feed_forward.experts.gate_up_proj': turned(
        stacked(...experts.map((e, i) => joined(e, others[i]!))),
      ),
      'model.layers.0.feed_forward.experts.down_proj': turned(noise(30, 4, WIDE, WIDE)),
    },
    candidate: {
      'blk.0.ffn_gate_exps.weight': stacked(...experts),
      'blk.0.ffn_up_exps.weight': stacked(...others),
      'blk.0.ffn_down_exps.weight': noise(30, 4, WIDE, WIDE),
    },
  },
  'experts whose gate and up take turns': {
    architecture: 'gpt-oss',
    reference: {
      'model.layers.0.mlp.experts.gate_up_proj': turned(noise(31, 4, 192, WIDE)),
      'model.layers.0.mlp.experts.gate_up_proj_bias': noise(32, 4, 192),
    },
    candidate: {
      'blk.0.ffn_gate_exps.weight': shaped(
        rowsOf(
          noise(31, 4 * 192, WIDE),
          range(0, 384).map((r) => 2 * r),
        ),
        4,
        96,
        WIDE,
      ),
      'blk.0.ffn_up_exps.weight': shaped(
        rowsOf(
          noise(31, 4 * 192, WIDE),
          range(0, 384).map((r) => 2 * r + 1),
        ),
        4,
        96,
        WIDE,
      ),
      'blk.0.ffn_up_exps.bias': shaped(
        rowsOf(
          noise(32, 4 * 192),
          range(0, 384).map((r) => 2 * r + 1),
        ),
        4,
        96,
      ),
    },
  },
  'keys and values out of the latent space': {
    architecture: 'deepseek2',
    reference: { 'model.layers.0.self_attn.kv_b_proj.weight': noise(33, 4 * 80, WIDE) },
    candidate: {
      'blk.0.attn_k_b.weight': turned(
        shaped(
          rowsOf(
            noise(33, 320, WIDE),
            range(0, 4).flatMap((h) => range(h * 80, 48)),
          ),
          4,
          48,
          WIDE,
        ),
      ),
      'blk.0.attn_v_b.weight': shaped(
        rowsOf(
          noise(33, 320, WIDE),
          range(0, 4).flatMap((h) => range(h * 80 + 48, 32)),
        ),
        4,
        32,
        WIDE,
      ),
    },
  },
  'projections stored as inputs × outputs, square ones too': {
    architecture: 'gpt2',
    config: { n_embd: WIDE, n_head: 4 },
    reference: { 'h.0.attn.c_proj.weight': turned(q), 'h.0.mlp.c_fc.weight': turned(gate) },
    candidate: { 'blk.0.attn_output.weight': q, 'blk.0.ffn_up.weight': gate },
  },
  'norms less one': {
    architecture: 'gemma2',
    reference: { 'model.layers.0.input_layernorm.weight': noise(34, WIDE) },
    candidate: { 'blk.0.attn_norm.weight': mapped(noise(34, WIDE), (x) => x + 1) },
  },
  'state space': {
    architecture: 'mamba2',
    reference: {
      'backbone.layers.0.mixer.A_log': noise(35, 64),
      'backbone.layers.0.mixer.dt_bias': noise(36, 64),
      'backbone.layers.0.mixer.conv1d.weight': noise(37, 96, 1, 4),
      'backbone.layers.0.mixer.norm.weight': noise(38, 256),
    },
    candidate: {
      'blk.0.ssm_a': shaped(
        mapped(noise(35, 64), (x) => -Math.exp(x)),
        64,
        1,
      ),
      'blk.0.ssm_dt.bias': noise(36, 64),
      'blk.0.ssm_conv1d.weight': shaped(noise(37, 96, 4), 96, 4),
      'blk.0.ssm_norm.weight': shaped(noise(38, 256), 2, 128),
    },
  },
  'interpolation weights of RWKV in one tensor': {
    architecture: 'rwkv6',
    reference: Object.fromEntries(
      [...'rgwkv'].map((use, i) => [`rwkv.blocks.0.attention.time_maa_${use}`, noise(40 + i, 1, 1, WIDE)]),
    ),
    candidate: {
      'blk.0.time_mix_lerp_fused.weight': shaped(
        joined(...[2, 3, 4, 0, 1].map((i) => noise(40 + i, 1, WIDE))),
        5,
        1,
        1,
        WIDE,
      ),
    },
  },
  'norms of single heads': {
    architecture: 'stablelm',
    reference: Object.fromEntries(
      range(0, 12).map((h) => [`model.layers.0.self_attn.q_layernorm.norms.${h}.weight`, noise(50 + h, 32)]),
    ),
    candidate: { 'blk.0.attn_q_norm.weight': stacked(...range(0, 12).map((h) => noise(50 + h, 32))) },
  },
  'value heads in turns': {
    architecture: 'qwen35',
    config: {
      text_config: {
        ...HEADS,
        linear_num_key_heads: 2,
        linear_num_value_heads: 4,
        linear_key_head_dim: 16,
        linear_value_head_dim: 32,
      },
    },
    reference: {
      'model.layers.0.linear_attn.out_proj.weight': noise(60, 64, WIDE),
      'model.layers.0.linear_attn.in_proj_z.weight': noise(61, WIDE, WIDE),
    },
    candidate: {
      'blk.0.ssm_out.weight': turned(
        rowsOf(
          turned(noise(60, 64, WIDE)),
          [0, 2, 1, 3].flatMap((h) => range(h * 32, 32)),
        ),
      ),
      'blk.0.attn_gate.weight': rowsOf(
        noise(61, WIDE, WIDE),
        [0, 2, 1, 3].flatMap((h) => range(h * 32, 32)),
      ),
    },
  },
  'positions without those of padding': {
    architecture: 'bert',
    reference: { 'roberta.embeddings.position_embeddings.weight': noise(62, 66, WIDE) },
    candidate: { 'position_embd.weight': rowsOf(noise(62, 66, WIDE), range(2, 64)) },
  },
  'encoder and decoder': {
    architecture: 't5',
    reference: {
      'encoder.block.0.layer.0.SelfAttention.q.weight': noise(63, WIDE, WIDE),
      'decoder.block.0.layer.0.SelfAttention.q.weight': noise(64, WIDE, WIDE),
      'decoder.block.0.layer.1.EncDecAttention.q.weight': noise(65, WIDE, WIDE),
      'shared.weight': noise(66, 200, WIDE),
      'encoder.embed_tokens.weight': noise(66, 200, WIDE),
    },
    candidate: {
      'enc.blk.0.attn_q.weight': noise(63, WIDE, WIDE),
      'dec.blk.0.attn_q.weight': noise(64, WIDE, WIDE),
      'dec.blk.0.cross_attn_q.weight': noise(65, WIDE, WIDE),
      'token_embd.weight': noise(66, 200, WIDE),
    },
  },
}

for (const [what, { architecture, config = HEADS, reference, candidate }] of Object.entries(CONVERSIONS))
  test(`${what} are found by name and agree in every value`, async () => {
    const { mapping, mismatches } = await compared(
      { kind: 'gguf', tensors: candidate, metadata: { 'general.architecture': architecture } },
      { kind: 'safetensors', tensors: reference, config },
    )
    assert.deepEqual(mapping.unmapped, [])
    assert.deepEqual(mapping.remarks, [])
    assert.deepEqual(mapping.missing, [])
    assert.deepEqual(
      [...mapping.recipes].map(([name, { found }]) => [name, found]),
      Object.keys(candidate).map((name) => [name, 'name']),
    )
    assert.deepEqual(mismatches, Object.fromEntries(Object.keys(candidate).map((name) => [name, 0])))
  })
