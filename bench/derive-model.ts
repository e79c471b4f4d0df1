import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { bfloatBits, bfloatOf } from '../src/lineage/codecs/half.ts'
import { SEPARATE } from '../src/lineage/requantise/arithmetic.ts'
import { requantiserOf } from '../src/lineage/requantise/requantisers.ts'

/** An official model of 8 billion weights in BF16 and its Q4_K, in shape like the usual ones. */
export interface LargePair {
  readonly official: string
  readonly candidate: string
  /** Bytes of both. */
  readonly bytes: number
  readonly weights: number
}

/** Layers of a model of 8 billion weights, and what the pair needs on disk. */
export const LAYERS_8B = 32
export const BYTES_8B = 22e9
/** BF16 and Q4_K of 70 billion weights. */
export const BYTES_70B = 181e9

const BLOCK = 256
/** Blocks that rows are put together of, at random: each is quantised once, and no two rows are alike. */
const POOL = 4096
const HIDDEN = 4096
const MLP = 14_336
const VOCABULARY = 128_256

interface Planned {
  readonly name: string
  readonly gguf: string
  readonly shape: readonly number[]
}

function plan(layers: number): Planned[] {
  const tensors: Planned[] = [
    { name: 'model.embed_tokens.weight', gguf: 'token_embd.weight', shape: [VOCABULARY, HIDDEN] },
    { name: 'model.norm.weight', gguf: 'output_norm.weight', shape: [HIDDEN] },
    { name: 'lm_head.weight', gguf: 'output.weight', shape: [VOCABULARY, HIDDEN] },
  ]
  for (let i = 0; i < layers; i++) {
    const add = (name: string, gguf: string, ...shape: number[]): number =>
      tensors.push({ name: `model.layers.${i}.${name}.weight`, gguf: `blk.${i}.${gguf}.weight`, shape })
    add('input_layernorm', 'attn_norm', HIDDEN)
    add('post_attention_layernorm', 'ffn_norm', HIDDEN)
    add('self_attn.q_proj', 'attn_q', HIDDEN, HIDDEN)
    add('self_attn.k_proj', 'attn_k', 1024, HIDDEN)
    add('self_attn.v_proj', 'attn_v', 1024, HIDDEN)
    add('self_attn.o_proj', 'attn_output', HIDDEN, HIDDEN)
    add('mlp.gate_proj', 'ffn_gate', MLP, HIDDEN)
    add('mlp.up_proj', 'ffn_up', MLP, HIDDEN)
    add('mlp.down_proj', 'ffn_down', HIDDEN, MLP)
  }
  return tensors
}

/** Writes the pair. 32 layers are 16 GB and 4.5 GB. */
export function writeLargePair(folder: string, layers: number): LargePair {
  const tensors = plan(layers)
  const official = join(folder, 'model.safetensors')
  const candidate = join(folder, 'model.gguf')
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ model_type: 'qwen2', num_hidden_layers: layers }),
  )
  const pool = blockPool()
  const plain = openSync(official, 'w')
  const coded = openSync(candidate, 'w')
  try {
    writeSync(plain, safetensorsHead(tensors))
    writeSync(coded, ggufHead(tensors, layers))
    let bytes = 0
    for (const [seed, { shape }] of tensors.entries())
      bytes += writeTensor({ plain, coded }, shape, pool, seed + 1)
    const weights = tensors.reduce((sum, t) => sum + count(t.shape), 0)
    return { official: folder, candidate, bytes, weights }
  } finally {
    closeSync(plain)
    closeSync(coded)
  }
}

interface Pool {
  readonly plain: Buffer
  readonly coded: Buffer
}

function blockPool(): Pool {
  const requantiser = requantiserOf('Q4_K', false)!
  const plain = Buffer.alloc(POOL * BLOCK * 2)
  const coded = Buffer.alloc(POOL * requantiser.blockBytes)
  const next = generator(7)
  const row = new Float32Array(BLOCK)
  for (let b = 0; b < POOL; b++) {
    for (let i = 0; i < BLOCK; i++) {
      let sum = 0
      for (let k = 0; k < 12; k++) sum += next() / 2 ** 32
      const bits = bfloatBits((sum - 6) * 0.03)
      row[i] = bfloatOf(bits)
      plain.writeUInt16LE(bits, (b * BLOCK + i) * 2)
    }
    const out = coded.subarray(b * requantiser.blockBytes, (b + 1) * requantiser.blockBytes)
    requantiser.requantise({ row, arithmetic: SEPARATE }, 0, out)
  }
  return { plain, coded }
}

const ROWS_AT_ONCE = 256

function writeTensor(
  files: { readonly plain: number; readonly coded: number },
  shape: readonly number[],
  pool: Pool,
  seed: number,
): number {
  if (shape.length === 1) return writeNorm(files, shape[0]!)
  const [rows = 0, width = 0] = shape
  const perRow = width / BLOCK
  const next = generator(seed)
  let bytes = 0
  for (let first = 0; first < rows; first += ROWS_AT_ONCE) {
    const blocks = Math.min(ROWS_AT_ONCE, rows - first) * perRow
    const plain = Buffer.allocUnsafe(blocks * BLOCK * 2)
    const coded = Buffer.allocUnsafe(blocks * 144)
    for (let b = 0; b < blocks; b++) {
      const from = next() % POOL
      pool.plain.copy(plain, b * BLOCK * 2, from * BLOCK * 2, (from + 1) * BLOCK * 2)
      pool.coded.copy(coded, b * 144, from * 144, (from + 1) * 144)
    }
    bytes += writeSync(files.plain, plain) + writeSync(files.coded, coded)
  }
  return bytes
}

function writeNorm(
  { plain, coded }: { readonly plain: number; readonly coded: number },
  width: number,
): number {
  const values = Float32Array.from({ length: width }, (_, i) => bfloatOf(bfloatBits(1 + (i % 97) / 256)))
  const halves = Buffer.alloc(2 * width)
  for (const [i, value] of values.entries()) halves.writeUInt16LE(bfloatBits(value), 2 * i)
  return writeSync(plain, halves) + writeSync(coded, Buffer.from(values.buffer))
}

function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>>= 0)
  }
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1)
}

function safetensorsHead(tensors: readonly Planned[]): Buffer {
  let offset = 0
  const header: Record<string, object> = {}
  for (const { name, shape } of tensors) {
    const size = 2 * count(shape)
    header[name] = { dtype: 'BF16', shape, data_offsets: [offset, offset + size] }
    offset += size
  }
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return Buffer.concat([length, json])
}

function ggufHead(tensors: readonly Planned[], layers: number): Buffer {
  const u32 = (n: number): Buffer => Buffer.from(Uint32Array.of(n).buffer)
  const u64 = (n: number): Buffer => Buffer.from(BigUint64Array.of(BigInt(n)).buffer)
  const text = (s: string): Buffer => Buffer.concat([u64(s.length), Buffer.from(s)])
  const parts = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(2)]
  parts.push(
    text('general.architecture'),
    u32(8),
    text('qwen2'),
    text('qwen2.block_count'),
    u32(4),
    u32(layers),
  )
  let offset = 0
  for (const { gguf, shape } of tensors) {
    const plain = shape.length === 1
    parts.push(
      text(gguf),
      u32(shape.length),
      ...shape.toReversed().map(u64),
      u32(plain ? 0 : 12),
      u64(offset),
    )
    offset += plain ? 4 * count(shape) : (count(shape) / BLOCK) * 144
  }
  const head = Buffer.concat(parts)
  return Buffer.concat([head, Buffer.alloc((32 - (head.length % 32)) % 32)])
}
