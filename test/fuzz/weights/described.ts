import { halfBits } from '../../../src/lineage/codecs/half.ts'
import { ARITHMETICS } from '../../../src/lineage/requantise/arithmetic.ts'
import { requantiserOf } from '../../../src/lineage/requantise/requantisers.ts'
import { bfloatBytes, weights, type WrittenTensor, type WrittenValue } from '../../lineage/model-writing.ts'
import { q8Blocks } from '../../lineage/small-model.ts'

/** A model as it is before it is written: what is changed there ends in a file that is well-formed around the change. */
export type Described =
  | {
      readonly kind: 'gguf'
      readonly metadata: Readonly<Record<string, WrittenValue>>
      readonly tensors: readonly WrittenTensor[]
    }
  | { readonly kind: 'safetensors'; readonly tensors: readonly WrittenTensor[] }

/** One layer that is called as in Qwen2: no row is moved. As wide as the widest block. */
const SHAPES: readonly (readonly [name: string, gguf: string, shape: readonly number[]])[] = [
  ['model.embed_tokens.weight', 'token_embd.weight', [16, 256]],
  ['model.norm.weight', 'output_norm.weight', [256]],
  ['lm_head.weight', 'output.weight', [16, 256]],
  ['model.layers.0.input_layernorm.weight', 'blk.0.attn_norm.weight', [256]],
  ['model.layers.0.post_attention_layernorm.weight', 'blk.0.ffn_norm.weight', [256]],
  ['model.layers.0.self_attn.q_proj.weight', 'blk.0.attn_q.weight', [32, 256]],
  ['model.layers.0.self_attn.k_proj.weight', 'blk.0.attn_k.weight', [16, 256]],
  ['model.layers.0.self_attn.v_proj.weight', 'blk.0.attn_v.weight', [16, 256]],
  ['model.layers.0.self_attn.o_proj.weight', 'blk.0.attn_output.weight', [256, 32]],
  ['model.layers.0.mlp.gate_proj.weight', 'blk.0.ffn_gate.weight', [32, 256]],
  ['model.layers.0.mlp.up_proj.weight', 'blk.0.ffn_up.weight', [32, 256]],
  ['model.layers.0.mlp.down_proj.weight', 'blk.0.ffn_down.weight', [256, 32]],
]

export const CONFIG: Readonly<Record<string, unknown>> = {
  model_type: 'qwen2',
  architectures: ['Qwen2ForCausalLM'],
  hidden_size: 256,
  intermediate_size: 32,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  num_key_value_heads: 1,
  head_dim: 16,
  vocab_size: 16,
  rms_norm_eps: 1e-6,
  rope_theta: 10_000,
}

const METADATA: Readonly<Record<string, WrittenValue>> = {
  'general.architecture': 'qwen2',
  'qwen2.block_count': 1,
  'qwen2.embedding_length': 256,
  'qwen2.feed_forward_length': 32,
  'qwen2.attention.head_count': 2,
  'qwen2.attention.head_count_kv': 1,
  'qwen2.attention.layer_norm_rms_epsilon': 1e-6,
  'qwen2.rope.freq_base': 10_000,
  'tokenizer.ggml.tokens': ['a', 'b', 'ab', '<eos>'],
  'tokenizer.ggml.merges': ['a b'],
  'tokenizer.ggml.token_type': [1, 1, 1, 3],
  'tokenizer.ggml.eos_token_id': 3,
  'tokenizer.chat_template': '{{ messages }}',
}

const VALUES = SHAPES.map(([, , shape], i) =>
  weights(
    shape.reduce((a, b) => a * b, 1),
    77 + i,
  ),
)

/** The official weights: safetensors in BF16. */
export function official(): Described {
  const tensors = SHAPES.map(([name, , shape], i) => ({
    name,
    shape,
    type: 'BF16',
    data: bfloatBytes(VALUES[i]!),
  }))
  return { kind: 'safetensors', tensors }
}

/** A conversion that writes each tensor as the type that is named for it, F16 where none is, norms in F32. */
export function converted(types: Readonly<Record<string, BlockType>>): Described {
  const tensors = SHAPES.map(([, name, shape], i): WrittenTensor => {
    const type =
      shape.length === 1 ? 'F32' : (types[name.replace(/^blk\.0\.|\.weight$/g, '')] ?? types['*'] ?? 'F16')
    const { id, write } = WRITERS[type]
    return { name, shape, type: id, data: write(VALUES[i]!, shape.at(-1)!) }
  })
  return { kind: 'gguf', metadata: METADATA, tensors }
}

/** Those of ggml that are written here. */
type BlockType =
  | 'F32'
  | 'F16'
  | 'BF16'
  | 'Q8_0'
  | 'Q4_0'
  | 'Q2_K'
  | 'Q3_K'
  | 'Q4_K'
  | 'Q5_K'
  | 'Q6_K'
  | 'IQ4_NL'

/** The importance matrix that a quantiser of this model could have been given, in the form that is GGUF. */
export function importances(): Described {
  const matrices = SHAPES.filter(([, , shape]) => shape.length === 2)
  const tensors = matrices.flatMap(([, name, shape], i): WrittenTensor[] => {
    const width = shape[1]!
    const sums = weights(width, 500 + i).map((v) => v * v)
    return [
      { name: `${name}.in_sum2`, shape: [1, width], type: 0, data: new Uint8Array(sums.buffer) },
      { name: `${name}.counts`, shape: [1, 1], type: 0, data: new Uint8Array(Float32Array.of(64).buffer) },
    ]
  })
  return { kind: 'gguf', metadata: { 'general.type': 'imatrix', 'imatrix.chunk_count': 2 }, tensors }
}

type Writer = (values: Float32Array, width: number) => Uint8Array

const WRITERS: Readonly<Record<BlockType, { readonly id: number; readonly write: Writer }>> = {
  F32: { id: 0, write: (values) => Uint8Array.from(Buffer.from(values.buffer)) },
  F16: { id: 1, write: (values) => new Uint8Array(Uint16Array.from(values, halfBits).buffer) },
  BF16: { id: 30, write: bfloatBytes },
  Q8_0: { id: 8, write: q8Blocks },
  Q4_0: { id: 2, write: q4Blocks },
  Q2_K: { id: 10, write: searched('Q2_K') },
  Q3_K: { id: 11, write: searched('Q3_K') },
  Q4_K: { id: 12, write: searched('Q4_K') },
  Q5_K: { id: 13, write: searched('Q5_K') },
  Q6_K: { id: 14, write: searched('Q6_K') },
  IQ4_NL: { id: 20, write: searched('IQ4_NL') },
}

/** As the product makes blocks again. */
function searched(type: string): Writer {
  return (values, width) => {
    const made = requantiserOf(type, false)!
    const perRow = width / made.blockWeights
    const out = new Uint8Array((values.length / made.blockWeights) * made.blockBytes)
    for (let b = 0; b < out.length / made.blockBytes; b++) {
      const row = values.subarray(Math.floor(b / perRow) * width, Math.floor(b / perRow + 1) * width)
      const block = out.subarray(b * made.blockBytes, (b + 1) * made.blockBytes)
      made.requantise({ row, arithmetic: ARITHMETICS[0]! }, b % perRow, block)
    }
    return out
  }
}

/** The largest weight becomes −8 steps; codes are cut after adding half. */
function q4Blocks(values: Float32Array): Uint8Array {
  const { fround } = Math
  const out = Buffer.alloc((values.length / 32) * 18)
  for (let b = 0; b * 32 < values.length; b++) {
    const block = values.subarray(b * 32, b * 32 + 32)
    const extreme = block.reduce((most, v) => (Math.abs(v) > Math.abs(most) ? v : most), 0)
    const scale = fround(extreme / -8)
    const inverse = scale === 0 ? 0 : fround(1 / scale)
    out.writeUInt16LE(halfBits(scale), b * 18)
    const code = (i: number): number => Math.min(15, Math.trunc(fround(fround(block[i]! * inverse) + 8.5)))
    for (let i = 0; i < 16; i++) out[b * 18 + 2 + i] = code(i) | (code(i + 16) << 4)
  }
  return out
}
