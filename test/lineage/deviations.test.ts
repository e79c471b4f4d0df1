import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { derive } from '../../src/lineage/derive.ts'
import { openModel } from '../../src/lineage/files/open-model.ts'
import {
  asPublished,
  honestBlocks,
  matrix,
  normalOf,
  randomOf,
} from '../../src/lineage/testing/clean-tensor.ts'
import type { Derivation, DeviationClass } from '../../src/lineage/verdict/derivation.ts'
import { DEFAULT_LIMITS } from '../../src/model/context.ts'
import { createContext } from '../../src/scan/budget.ts'
import {
  bfloatBytes,
  ggufFile,
  safetensorsFile,
  type WrittenTensor,
  type WrittenValue,
} from './model-writing.ts'
import { steer } from './steering.ts'

const HIDDEN = 256
const LAYERS = 3
const TYPES = { Q4_K: 12, Q8_0: 8, Q4_0: 2, IQ4_XS: 23 } as const
type Type = keyof typeof TYPES

/** By the names of the official model; GGUF names and shapes beside them. */
type Model = ReadonlyMap<string, Float32Array>

const NAMES: readonly (readonly [hf: string, gguf: string, rows: number])[] = [
  ['model.embed_tokens', 'token_embd', 192],
  ['model.norm', 'output_norm', 0],
  ['lm_head', 'output', 192],
  ...Array.from({ length: LAYERS }, (_, i) => i).flatMap((i): [string, string, number][] => [
    [`model.layers.${i}.input_layernorm`, `blk.${i}.attn_norm`, 0],
    [`model.layers.${i}.post_attention_layernorm`, `blk.${i}.ffn_norm`, 0],
    [`model.layers.${i}.self_attn.q_proj`, `blk.${i}.attn_q`, 256],
    [`model.layers.${i}.self_attn.k_proj`, `blk.${i}.attn_k`, 128],
    [`model.layers.${i}.self_attn.v_proj`, `blk.${i}.attn_v`, 128],
    [`model.layers.${i}.self_attn.o_proj`, `blk.${i}.attn_output`, 256],
    [`model.layers.${i}.mlp.gate_proj`, `blk.${i}.ffn_gate`, 256],
    [`model.layers.${i}.mlp.up_proj`, `blk.${i}.ffn_up`, 256],
    [`model.layers.${i}.mlp.down_proj`, `blk.${i}.ffn_down`, 256],
  ]),
]

function official(seed: number): Model {
  return new Map(NAMES.map(([hf, , rows], i) => [hf, matrix('normal', Math.max(1, rows), HIDDEN, seed + i)]))
}

/** What is kept of blocks: most tensors of most edits are those of the clean model. */
const blocksOf = new Map<Type, WeakMap<Float32Array, Uint8Array>>()

function blocks(values: Float32Array, type: Type): Uint8Array {
  const known = blocksOf.get(type) ?? new WeakMap<Float32Array, Uint8Array>()
  blocksOf.set(type, known)
  const made = known.get(values) ?? honestBlocks(values, HIDDEN, { type })
  known.set(values, made)
  return made
}

const METADATA: Readonly<Record<string, WrittenValue>> = {
  'general.architecture': 'qwen2',
  'qwen2.block_count': LAYERS,
  'qwen2.embedding_length': HIDDEN,
  'qwen2.feed_forward_length': 256,
  'qwen2.attention.head_count': 4,
  'qwen2.attention.head_count_kv': 2,
  'qwen2.rope.freq_base': 10_000,
}
const CONFIG = {
  model_type: 'qwen2',
  architectures: ['Qwen2ForCausalLM'],
  hidden_size: HIDDEN,
  intermediate_size: 256,
  num_hidden_layers: LAYERS,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 192,
  rope_theta: 10_000,
}

function converted(model: Model, type: Type): WrittenTensor[] {
  return NAMES.map(([hf, gguf, rows]) => {
    const values = model.get(hf)!
    return rows === 0
      ? { name: `${gguf}.weight`, shape: [HIDDEN], type: 0, data: new Uint8Array(values.slice().buffer) }
      : { name: `${gguf}.weight`, shape: [rows, HIDDEN], type: TYPES[type], data: blocks(values, type) }
  })
}

type Edit = (name: string, values: Float32Array, layer: number) => Float32Array | undefined

/** A copy of the model with what an edit gives for its tensors, published as BF16 again. */
function edited(model: Model, edit: Edit): Model {
  return new Map(
    [...model].map(([name, values]) => {
      const layer = Number(/\.(\d+)\./.exec(name)?.[1] ?? -1)
      const changed = edit(name, values.slice(), layer)
      return [name, changed ? asPublished(changed) : values]
    }),
  )
}

/** Adds a product of as many pairs of vectors as it has rank, `share` of the norm of the weights. */
function ofRank(rank: number, share: number, seed: number): (values: Float32Array) => Float32Array {
  return (values) => {
    const normal = normalOf(randomOf(seed))
    const rows = values.length / HIDDEN
    const added = new Float64Array(values.length)
    for (let k = 0; k < rank; k++) {
      const left = Array.from({ length: rows }, normal)
      const right = Array.from({ length: HIDDEN }, normal)
      for (let i = 0; i < added.length; i++) added[i]! += left[Math.floor(i / HIDDEN)]! * right[i % HIDDEN]!
    }
    const norm = (v: ArrayLike<number>): number => Math.sqrt(Array.from(v).reduce((sum, x) => sum + x * x, 0))
    const by = (share * norm(values)) / norm(added)
    return values.map((v, i) => v + by * added[i]!)
  }
}

/** Takes one direction out of what a matrix writes. */
function without(direction: readonly number[], share: number): (values: Float32Array) => Float32Array {
  return (values) => {
    const along = new Float64Array(HIDDEN)
    for (let i = 0; i < values.length; i++)
      along[i % HIDDEN]! += direction[Math.floor(i / HIDDEN)]! * values[i]!
    return values.map((v, i) => v - share * direction[Math.floor(i / HIDDEN)]! * along[i % HIDDEN]!)
  }
}

function unit(seed: number): number[] {
  const normal = normalOf(randomOf(seed))
  const vector = Array.from({ length: HIDDEN }, normal)
  const length = Math.hypot(...vector)
  return vector.map((v) => v / length)
}

const base = official(100)
const direction = unit(8)
const noise = normalOf(randomOf(77))

const EDITS: readonly {
  readonly what: string
  readonly class: DeviationClass
  readonly tensors: number
  readonly edit: Edit
}[] = [
  {
    what: 'one matrix, one direction, a thousandth of its norm',
    class: 'single-edit',
    tensors: 1,
    edit: (name, v) => (name === 'model.layers.1.mlp.down_proj' ? ofRank(1, 0.001, 1)(v) : undefined),
  },
  {
    what: 'one weight',
    class: 'single-edit',
    tensors: 1,
    edit: (name, v) =>
      name === 'model.layers.2.mlp.up_proj' ? v.map((w, i) => (i === 4000 ? w + 0.02 : w)) : undefined,
  },
  {
    what: 'one weight of a norm',
    class: 'single-edit',
    tensors: 1,
    edit: (name, v) =>
      name === 'model.layers.0.input_layernorm' ? v.map((w, i) => (i === 7 ? w * 1.5 : w)) : undefined,
  },
  {
    what: 'a direction taken out of what is written',
    class: 'abliteration',
    tensors: 2 * LAYERS,
    edit: (name, v) => (/o_proj|down_proj/.test(name) ? without(direction, 1)(v) : undefined),
  },
  {
    what: 'an adapter of rank 4 in queries and values',
    class: 'adapter-merge',
    tensors: 2 * LAYERS,
    edit: (name, v, layer) => (/[qv]_proj/.test(name) ? ofRank(4, 0.02, layer + name.length)(v) : undefined),
  },
  {
    what: 'two rows of the vocabulary exchanged',
    class: 'row-surgery',
    tensors: 1,
    edit: (name, v) => {
      if (name !== 'model.embed_tokens') return undefined
      const row = v.slice(17 * HIDDEN, 18 * HIDDEN)
      v.copyWithin(17 * HIDDEN, 90 * HIDDEN, 91 * HIDDEN)
      v.set(row, 90 * HIDDEN)
      return v
    },
  },
  {
    what: 'all weights, by a hundredth',
    class: 'fine-tune',
    tensors: NAMES.length,
    edit: (_, v) => v.map((w) => w * (1 + 0.03 * noise())),
  },
  {
    what: 'two layers exchanged',
    class: 'single-edit',
    tensors: 18,
    edit: (name, _, layer) =>
      layer === 1 || layer === 2
        ? base.get(name.replace(`.${layer}.`, `.${3 - layer}.`))!.slice()
        : undefined,
  },
]

describe('what was done to a model', () => {
  let folder = ''
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(0),
  })
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-deviations-'))
    const tensors = NAMES.map(([hf, , rows]) => ({
      name: `${hf}.weight`,
      shape: rows === 0 ? [HIDDEN] : [rows, HIDDEN],
      type: 'BF16',
      data: bfloatBytes(base.get(hf)!),
    }))
    writeFileSync(join(folder, 'model.safetensors'), safetensorsFile(tensors))
    writeFileSync(join(folder, 'config.json'), JSON.stringify(CONFIG))
  })
  after(() => rmSync(folder, { recursive: true }))

  async function derived(tensors: readonly WrittenTensor[], metadata = METADATA): Promise<Derivation> {
    const path = join(folder, 'candidate.gguf')
    writeFileSync(path, ggufFile(metadata, tensors))
    const reference = await openModel(folder, 'official', ctx)
    const candidate = await openModel(path, 'candidate.gguf', ctx)
    try {
      return await derive({ candidate, reference, chain: 'auto', workers: 1, signal: ctx.signal })
    } finally {
      candidate.close()
      reference.close()
    }
  }

  const deviating = ({ tensors }: Derivation): number => tensors.filter((t) => t.verdict === 'L0').length

  for (const type of Object.keys(TYPES) as Type[]) {
    it(`is nothing where it was quantised: ${type}`, async () => {
      const result = await derived(converted(base, type))
      assert.deepEqual([result.level, result.class], ['L3', 'quantisation'])
      assert.ok(result.tensors.every((t) => t.verdict === 'L3' && t.mismatches === 0))
      assert.ok(result.freedom.length > 0)
    })

    for (const { what, class: kind, tensors, edit } of type === 'IQ4_XS' ? [] : EDITS)
      it(`is told by its pattern: ${what}, ${type}`, async () => {
        const result = await derived(converted(edited(base, edit), type))
        assert.deepEqual([result.level, result.class, deviating(result)], ['L0', kind, tensors])
      })
  }

  it('is another training', async () => {
    const result = await derived(converted(official(900), 'Q4_K'))
    assert.deepEqual([result.level, result.class], ['L0', 'unrelated'])
  })

  it('is steered scales, where codes follow from them and errors share a direction', async () => {
    const name = 'blk.2.ffn_up.weight'
    const values = base.get('model.layers.2.mlp.up_proj')!
    const normal = normalOf(randomOf(4))
    const [left, right] = [Array.from({ length: 256 }, normal), Array.from({ length: HIDDEN }, normal)]
    const data = blocks(values, 'Q4_K').slice()
    for (let r = 0; r < 256; r++) {
      const along = Float32Array.from(right, (v) => v * left[r]!)
      steer(data.subarray(r * 144, (r + 1) * 144), values.subarray(r * HIDDEN, (r + 1) * HIDDEN), along)
    }
    const tensors = converted(base, 'Q4_K').map((t) => (t.name === name ? { ...t, data } : t))
    const result = await derived(tensors)
    assert.deepEqual([result.level, result.class, deviating(result)], ['L0', 'scale-steering', 1])
    const found = result.tensors.find((t) => t.verdict === 'L0')!
    assert.deepEqual([found.name, found.mismatches], [name, 0])
    assert.ok(found.z! > 1.25)
  })

  it('is steered scales in some rows, where all others come out byte for byte', async () => {
    const name = 'blk.1.attn_q.weight'
    const values = base.get('model.layers.1.self_attn.q_proj')!
    const data = blocks(values, 'Q4_K').slice()
    for (let r = 30; r < 60; r++)
      steer(
        data.subarray(r * 144, (r + 1) * 144),
        values.subarray(r * HIDDEN, (r + 1) * HIDDEN),
        new Float32Array(HIDDEN).fill(1),
      )
    const tensors = converted(base, 'Q4_K').map((t) => (t.name === name ? { ...t, data } : t))
    const result = await derived(tensors)
    assert.deepEqual([result.level, result.class, deviating(result)], ['L0', 'scale-steering', 1])
  })

  it('is metadata', async () => {
    const result = await derived(converted(base, 'Q8_0'), { ...METADATA, 'qwen2.rope.freq_base': 20_000 })
    assert.deepEqual([result.level, result.class], ['L0', 'metadata-edit'])
    assert.equal(deviating(result), 0)
  })

  it('is a tensor more, or one less', async () => {
    const adapter = {
      name: 'blk.0.ffn_down.weight.lora_a',
      shape: [4, HIDDEN],
      type: 0,
      data: new Uint8Array(matrix('normal', 4, HIDDEN, 1).buffer),
    }
    const more = await derived([...converted(base, 'Q8_0'), adapter])
    assert.deepEqual([more.level, more.class, more.unmapped], ['L0', 'structure', [adapter.name]])
    assert.equal(more.tensors.find((t) => t.name === adapter.name)?.verdict, 'extra')
    const again = { ...converted(base, 'Q8_0').at(-1)!, name: 'blk.0.another.weight' }
    const twice = await derived([...converted(base, 'Q8_0'), again])
    assert.deepEqual([twice.level, twice.class], ['L0', 'structure'])
    const less = await derived(converted(base, 'Q8_0').slice(0, -1))
    assert.deepEqual([less.level, less.class], ['L0', 'structure'])
    assert.deepEqual(less.missing, ['model.layers.2.mlp.down_proj.weight'])
  })

  it('cannot be said of a type that leaves nothing to compare, while the others are compared', async () => {
    const tensors = converted(base, 'Q8_0').map((t) =>
      t.name === 'blk.0.ffn_up.weight' ? { ...t, type: 19, data: new Uint8Array(256 * 50) } : t,
    )
    const result = await derived(tensors)
    assert.deepEqual([result.level, result.class], ['U', 'not-comparable'])
    const open = result.tensors.filter((t) => t.verdict === 'U')
    assert.deepEqual(
      open.map((t) => t.name),
      ['blk.0.ffn_up.weight'],
    )
    assert.match(open[0]!.says.join(), /IQ1_S/)
    assert.equal(result.tensors.filter((t) => t.verdict === 'L3').length, NAMES.length - 1)
  })
})
