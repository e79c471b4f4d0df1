import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { halfBits } from '../../src/lineage/codecs/half.ts'
import { bfloatBytes, ggufFile, safetensorsFile, weights, type WrittenValue } from './model-writing.ts'

/** A model of two layers that is called as Qwen2 is: no row is moved. Small enough to write in every test. */
export const SHAPES: Readonly<Record<string, readonly [gguf: string, shape: readonly number[]]>> = {
  'model.embed_tokens.weight': ['token_embd.weight', [96, 64]],
  'model.norm.weight': ['output_norm.weight', [64]],
  'lm_head.weight': ['output.weight', [96, 64]],
  ...Object.fromEntries([0, 1].flatMap((layer) => layerShapes(layer))),
}

function layerShapes(layer: number): [string, [string, readonly number[]]][] {
  const hf = `model.layers.${layer}`
  const gguf = `blk.${layer}`
  return [
    [`${hf}.input_layernorm.weight`, [`${gguf}.attn_norm.weight`, [64]]],
    [`${hf}.post_attention_layernorm.weight`, [`${gguf}.ffn_norm.weight`, [64]]],
    [`${hf}.self_attn.q_proj.weight`, [`${gguf}.attn_q.weight`, [64, 64]]],
    [`${hf}.self_attn.k_proj.weight`, [`${gguf}.attn_k.weight`, [32, 64]]],
    [`${hf}.self_attn.v_proj.weight`, [`${gguf}.attn_v.weight`, [32, 64]]],
    [`${hf}.self_attn.o_proj.weight`, [`${gguf}.attn_output.weight`, [64, 64]]],
    [`${hf}.mlp.gate_proj.weight`, [`${gguf}.ffn_gate.weight`, [128, 64]]],
    [`${hf}.mlp.up_proj.weight`, [`${gguf}.ffn_up.weight`, [128, 64]]],
    [`${hf}.mlp.down_proj.weight`, [`${gguf}.ffn_down.weight`, [64, 128]]],
  ]
}

export type Weights = ReadonlyMap<string, Float32Array>

export function modelWeights(seed = 1): Weights {
  return new Map(
    Object.entries(SHAPES).map(([name, [, shape]], i) => [
      name,
      weights(
        shape.reduce((a, b) => a * b, 1),
        seed * 1000 + i + 1,
      ),
    ]),
  )
}

export const CONFIG: Readonly<Record<string, unknown>> = {
  model_type: 'qwen2',
  architectures: ['Qwen2ForCausalLM'],
  hidden_size: 64,
  intermediate_size: 128,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 96,
  rms_norm_eps: 1e-6,
  rope_theta: 10_000,
  eos_token_id: 2,
  bos_token_id: 1,
}

/** The official folder: safetensors in BF16, config.json and what else is given. */
export function writeOfficial(
  folder: string,
  model: Weights,
  files: Readonly<Record<string, string>> = {},
): void {
  mkdirSync(folder, { recursive: true })
  const tensors = [...model].map(([name, values]) => ({
    name,
    shape: SHAPES[name]![1],
    type: 'BF16',
    data: bfloatBytes(values),
  }))
  writeFileSync(join(folder, 'model.safetensors'), safetensorsFile(tensors))
  for (const [name, text] of Object.entries({ 'config.json': JSON.stringify(CONFIG), ...files }))
    writeFileSync(join(folder, name), text)
}

const METADATA: Readonly<Record<string, WrittenValue>> = {
  'general.architecture': 'qwen2',
  'qwen2.block_count': 2,
  'qwen2.embedding_length': 64,
  'qwen2.feed_forward_length': 128,
  'qwen2.attention.head_count': 4,
  'qwen2.attention.head_count_kv': 2,
  'qwen2.rope.freq_base': 10_000,
  'tokenizer.ggml.eos_token_id': 2,
}

/** Blocks of Q8_0: scale = largest / 127, codes rounded away from zero. */
export function q8Blocks(values: Float32Array): Uint8Array {
  const out = Buffer.alloc((values.length / 32) * 34)
  for (let b = 0; b * 32 < values.length; b++) {
    const block = values.subarray(b * 32, b * 32 + 32)
    const scale = Math.fround(block.reduce((most, v) => Math.max(most, Math.abs(v)), 0) / 127)
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale)
    out.writeUInt16LE(halfBits(scale), b * 34)
    block.forEach((v, i) => {
      const exact = Math.fround(v * inverse)
      out.writeInt8(Math.sign(exact) * Math.floor(Math.abs(exact) + 0.5), b * 34 + 2 + i)
    })
  }
  return out
}

/** A conversion to Q8_0, norms in F32 as converters leave them. */
export function q8Model(model: Weights, metadata: Readonly<Record<string, WrittenValue>> = {}): Buffer {
  const tensors = [...model].map(([name, values]) => {
    const [gguf, shape] = SHAPES[name]!
    const plain = shape.length === 1
    return {
      name: gguf,
      shape,
      type: plain ? 0 : 8,
      data: plain ? new Uint8Array(values.buffer) : q8Blocks(values),
    }
  })
  return ggufFile({ ...METADATA, ...metadata }, tensors)
}
