import type { Seed } from '../seeds.ts'
import { CONFIG, converted, importances, official, type Described } from './described.ts'
import { packed } from './packed.ts'
import { written } from './write.ts'

/** Models that are mutated before they are written, by the path of their seed. */
export const DESCRIBED: ReadonlyMap<string, Described> = new Map(
  Object.entries({
    'candidate/zeros.gguf': converted({ '*': 'Q8_0', attn_q: 'Q4_0', ffn_up: 'Q4_0', output: 'BF16' }),
    'candidate/plain.gguf': converted({ '*': 'F16', attn_q: 'F32', ffn_up: 'BF16' }),
    'candidate/k.gguf': converted({
      attn_q: 'Q4_K',
      attn_k: 'Q3_K',
      attn_v: 'Q2_K',
      ffn_gate: 'Q6_K',
      ffn_up: 'Q5_K',
      output: 'IQ4_NL',
    }),
    'candidate/copy.safetensors': official(),
    'reference/model.safetensors': official(),
    'importance/imatrix.gguf': importances(),
    'reference/model.gguf': converted({ '*': 'F16' }),
    ...Object.fromEntries(Object.entries(packed()).map(([name, model]) => [`candidate/${name}`, model])),
  }),
)

/** The first folder of the path says what of a comparison it is. */
export function modelSeeds(): Seed[] {
  const files = [...DESCRIBED].map(([path, model]): [string, Uint8Array] => [path, written(model)])
  const texts = Object.entries(SIDE_FILES).map(([path, text]): [string, Uint8Array] => [
    path,
    Buffer.from(text),
  ])
  files.push(['importance/imatrix.dat', legacyImportance()])
  return [...files, ...texts].map(([path, bytes]) => ({ kind: 'model', path, bytes }))
}

/** The form before GGUF: a count; name, calls and sums of each; then words on the data. */
function legacyImportance(): Buffer {
  const i32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32LE(value)
    return bytes
  }
  const names = ['blk.0.attn_q.weight', 'blk.0.ffn_down.weight']
  const entries = names.flatMap((name, i) => {
    const sums = Float32Array.from({ length: i === 0 ? 256 : 32 }, (_, n) => n / 7)
    return [i32(name.length), Buffer.from(name), i32(4), i32(sums.length), Buffer.from(sums.buffer)]
  })
  return Buffer.concat([i32(names.length), ...entries, i32(2), i32(8), Buffer.from('data.txt')])
}

export const TOKENIZER: string = JSON.stringify({
  model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: [['a', 'b'], 'a b'] },
  added_tokens: [{ id: 3, content: '<eos>', special: true }],
})

const SIDE_FILES: Readonly<Record<string, string>> = {
  'side/config.json': JSON.stringify(CONFIG),
  'side/tokenizer.json': TOKENIZER,
  'side/tokenizer_config.json': JSON.stringify({
    chat_template: [{ name: 'default', template: '{{ messages }}' }],
    eos_token: { content: '<eos>' },
  }),
  'side/generation_config.json': JSON.stringify({ eos_token_id: [3], bos_token_id: 1 }),
  'declared/config.json': JSON.stringify({
    ...CONFIG,
    quantization_config: {
      quant_method: 'gptq',
      bits: 4,
      group_size: 32,
      checkpoint_format: 'gptq_v2',
      weight_block_size: [128, 128],
      config_groups: { group_0: { weights: { num_bits: 4, group_size: 32 } } },
    },
  }),
  'bases/bases.json': JSON.stringify({
    schema: 'assay/base-index/1',
    bases: [
      {
        name: 'org/name',
        revision: 'main',
        norms: [
          {
            name: 'model.norm.weight',
            digest: `sha256:${'a1'.repeat(32)}`,
            plusOne: `sha256:${'b2'.repeat(32)}`,
          },
        ],
      },
    ],
  }),
  'index/model.safetensors.index.json': JSON.stringify({
    metadata: { total_size: 12 },
    weight_map: {
      'model.norm.weight': 'model-00001-of-00002.safetensors',
      'lm_head.weight': 'model-00002-of-00002.safetensors',
    },
  }),
}
