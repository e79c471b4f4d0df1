import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compared } from '../testing/compared.ts'
import { memoryModel, type MadeModel, type MadeTensor } from '../testing/memory-model.ts'
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
import { mapModel } from './map-model.ts'

const WIDE = 128
const HEADS = { hidden_size: WIDE, num_attention_heads: 4, num_key_value_heads: 2 }

type Tensors = Readonly<Record<string, MadeTensor>>

function official(tensors: Tensors, config: object = HEADS): MadeModel {
  return { kind: 'safetensors', tensors, config }
}

function converted(tensors: Tensors, architecture = 'qwen2'): MadeModel {
  return { kind: 'gguf', tensors, metadata: { 'general.architecture': architecture } }
}

const downs = range(0, 3).map((i) => noise(100 + i, WIDE, 96))
const layers = Object.fromEntries(downs.map((t, i) => [`model.layers.${i}.mlp.down_proj.weight`, t]))

test('a layer that holds the rows of another is compared with its own, and the other one is named', async () => {
  const { mapping, mismatches } = await compared(
    converted({ 'blk.0.ffn_down.weight': downs[0]!, 'blk.1.ffn_down.weight': downs[2]! }),
    official(layers),
  )
  const recipe = mapping.recipes.get('blk.1.ffn_down.weight')!
  assert.equal(recipe.found, 'unconfirmed')
  assert.deepEqual(
    recipe.sources.map((s) => s.name),
    ['model.layers.1.mlp.down_proj.weight'],
  )
  assert.ok(mismatches['blk.1.ffn_down.weight']! > 0)
  assert.deepEqual(mapping.remarks, [
    {
      tensor: 'blk.1.ffn_down.weight',
      says: 'its rows are those of "model.layers.2.mlp.down_proj.weight"',
      weight: 'note',
    },
  ])
})

test('experts that have changed places are said to have', async () => {
  const experts = range(0, 3).map((e) => noise(110 + e, 96, WIDE))
  const { mapping } = await compared(
    converted({ 'blk.0.ffn_up_exps.weight': stacked(experts[1]!, experts[0]!, experts[2]!) }, 'qwen2moe'),
    official(
      Object.fromEntries(experts.map((e, i) => [`model.layers.0.mlp.experts.${i}.up_proj.weight`, e])),
    ),
  )
  assert.match(mapping.remarks[0]?.says ?? '', /^rows of one member are those of another/)
})

test('gate in the place of up is named', async () => {
  const { mapping } = await compared(
    converted({ 'blk.0.ffn_up.weight': noise(1, 96, WIDE), 'blk.0.ffn_gate.weight': noise(2, 96, WIDE) }),
    official({
      'model.layers.0.mlp.gate_proj.weight': noise(1, 96, WIDE),
      'model.layers.0.mlp.up_proj.weight': noise(2, 96, WIDE),
    }),
  )
  assert.deepEqual(
    mapping.remarks.map(({ says }) => says),
    [
      'its rows are those of "model.layers.0.mlp.gate_proj.weight"',
      'its rows are those of "model.layers.0.mlp.up_proj.weight"',
    ],
  )
})

test('query rows of a Llama that were not turned are no conversion of it', async () => {
  const q = noise(3, WIDE, WIDE)
  const { mismatches } = await compared(
    converted({ 'blk.0.attn_q.weight': q }, 'llama'),
    official({ 'model.layers.0.self_attn.q_proj.weight': q }),
  )
  assert.ok(mismatches['blk.0.attn_q.weight']! > 0)
})

test('of an architecture that is not known, rows may lie either way', async () => {
  const q = noise(3, WIDE, WIDE)
  const reference = official({
    'model.layers.0.self_attn.q_proj.weight': q,
    'model.layers.0.input_layernorm.weight': noise(4, WIDE),
  })
  for (const [rows, norm] of [
    [q, noise(4, WIDE)],
    [rowsOf(q, pairsTogether(4, 32)), mapped(noise(4, WIDE), (x) => x + 1)],
  ] as const) {
    const candidate = { 'blk.0.attn_q.weight': rows, 'blk.0.attn_norm.weight': norm }
    const { mapping, mismatches } = await compared(converted(candidate, 'tomorrow'), reference)
    assert.deepEqual(
      [...mapping.recipes.values()].map(({ found }) => found),
      ['name', 'name'],
    )
    assert.deepEqual(mismatches, { 'blk.0.attn_q.weight': 0, 'blk.0.attn_norm.weight': 0 })
  }
})

for (const [how, tensor] of Object.entries({
  'as it is': noise(70, 96, WIDE),
  'the other way round': turned(noise(70, 96, WIDE)),
  'in part': rowsOf(noise(70, 96, WIDE), range(32, 64)),
  'in part, with pairs together': rowsOf(
    noise(70, 96, WIDE),
    pairsTogether(2, 32).map((r) => r + 32),
  ),
}))
  test(`a tensor with a name of its own is found by content, ${how}`, async () => {
    const { mapping, mismatches } = await compared(
      converted({ 'blk.0.novel.weight': tensor }),
      official({ ...layers, 'model.layers.0.unheard.of.weight': noise(70, 96, WIDE) }),
    )
    assert.equal(mapping.recipes.get('blk.0.novel.weight')?.found, 'content')
    assert.deepEqual(mismatches, { 'blk.0.novel.weight': 0 })
  })

test('a tensor that is nowhere in the reference stays unmapped', async () => {
  const { mapping } = await compared(
    converted({ 'blk.0.novel.weight': noise(71, 96, WIDE) }),
    official(layers),
  )
  assert.deepEqual(mapping.unmapped, ['blk.0.novel.weight'])
})

test('rows beyond those of the reference are reported, not passed over', async () => {
  const table = noise(5, 100, WIDE)
  const reference = official({ 'model.embed_tokens.weight': table })
  const more = await compared(converted({ 'token_embd.weight': joined(table, noise(6, 4, WIDE)) }), reference)
  assert.deepEqual(more.mapping.remarks, [
    {
      tensor: 'token_embd.weight',
      says: 'rows 100 to 103 have no counterpart in the reference and were not compared',
      weight: 'deviates',
    },
  ])
  const zeros = { shape: [4, WIDE], values: new Float32Array(4 * WIDE) }
  const padded = await compared(converted({ 'token_embd.weight': joined(table, zeros) }), reference)
  assert.deepEqual(
    padded.mapping.remarks.map(({ weight }) => weight),
    ['note'],
  )
  const less = await compared(converted({ 'token_embd.weight': rowsOf(table, range(0, 90)) }), reference)
  assert.deepEqual(
    less.mapping.remarks.map(({ weight }) => weight),
    ['note'],
  )
  assert.deepEqual(less.mismatches, { 'token_embd.weight': 0 })
})

const LLAMA3 = {
  rope_type: 'llama3',
  factor: 8,
  low_freq_factor: 1,
  high_freq_factor: 4,
  original_max_position_embeddings: 256,
}

test('frequencies that the configuration makes are worked out anew', async () => {
  const config = { ...HEADS, rope_theta: 10_000, rope_scaling: LLAMA3 }
  // By hand: wavelengths 2π · 10000^(i/16), unchanged below 64, eight times above 256.
  const values = range(0, 16).map((i) => {
    const wave = 2 * Math.PI * 10_000 ** (i / 16)
    const smooth = (256 / wave - 1) / 3
    return wave < 64 ? 1 : wave > 256 ? 8 : 1 / ((1 - smooth) / 8 + smooth)
  })
  const made = (change: number): MadeTensor => ({
    shape: [16],
    values: Float32Array.from(values, (x, i) => (i === 3 ? x + change : x)),
  })
  const same = await compared(converted({ 'rope_freqs.weight': made(0) }, 'llama'), official({}, config))
  assert.deepEqual(same.mapping.generated, ['rope_freqs.weight'])
  const changed = await compared(
    converted({ 'rope_freqs.weight': made(0.01) }, 'llama'),
    official({}, config),
  )
  assert.match(changed.mapping.remarks[0]?.says ?? '', /^value 3 is /)
  assert.equal(changed.mapping.remarks[0]?.weight, 'deviates')
})

test('what conversion drops is not missing; what it keeps is', async () => {
  const { mapping } = await compared(
    converted({ 'token_embd.weight': noise(5, 100, WIDE) }),
    official(
      {
        'model.embed_tokens.weight': noise(5, 100, WIDE),
        'lm_head.weight': noise(5, 100, WIDE),
        'model.layers.0.self_attn.rotary_emb.inv_freq': noise(7, 16),
        'model.vision_tower.blocks.0.attn.q_proj.weight': noise(8, WIDE, WIDE),
        'model.layers.0.mlp.up_proj.weight': noise(9, 96, WIDE),
      },
      { ...HEADS, tie_word_embeddings: true },
    ),
  )
  assert.deepEqual(mapping.missing, ['model.layers.0.mlp.up_proj.weight'])
})

test('a head that is written although it is tied is compared with the table of tokens', async () => {
  const table = noise(5, 100, WIDE)
  const { mapping, mismatches } = await compared(
    converted({ 'token_embd.weight': table, 'output.weight': table }),
    official({ 'model.embed_tokens.weight': table }),
  )
  assert.deepEqual(mismatches, { 'token_embd.weight': 0, 'output.weight': 0 })
  assert.deepEqual(mapping.remarks, [])
})

test('weights of one kind of file under other names and in other stacks', async () => {
  const [q, k, v] = [noise(1, WIDE, WIDE), noise(2, 64, WIDE), noise(3, 64, WIDE)]
  const experts = range(0, 3).map((e) => noise(10 + e, 96, WIDE))
  const { mapping, mismatches } = await compared(
    official({
      'language_model.layers.0.self_attn.qkv_proj.weight': joined(q, k, v),
      'language_model.embed_tokens.weight': noise(5, 100, WIDE),
      'language_model.layers.0.mlp.experts.1.down_proj.weight': experts[1]!,
    }),
    official({
      'model.layers.0.self_attn.q_proj.weight': q,
      'model.layers.0.self_attn.k_proj.weight': k,
      'model.layers.0.self_attn.v_proj.weight': v,
      'model.embed_tokens.weight': noise(5, 100, WIDE),
      'model.layers.0.mlp.experts.down_proj': stacked(...experts),
    }),
  )
  assert.deepEqual(
    [...mapping.recipes.values()].map(({ found }) => found),
    ['name', 'name', 'name'],
  )
  assert.deepEqual(Object.values(mismatches), [0, 0, 0])
})

test('between two GGUF files nothing is turned', async () => {
  const q = noise(1, WIDE, WIDE)
  const { mismatches } = await compared(
    converted({ 'blk.0.attn_q.weight': q, 'blk.0.attn_norm.weight': noise(2, WIDE) }, 'gemma'),
    converted({ 'blk.0.attn_q.weight': q, 'blk.0.attn_norm.weight': noise(2, WIDE) }, 'gemma'),
  )
  assert.deepEqual(mismatches, { 'blk.0.attn_q.weight': 0, 'blk.0.attn_norm.weight': 0 })
})

test('shapes that lie are left alone', async () => {
  const small = noise(1, 4, WIDE)
  for (const shape of [[2 ** 40, 2 ** 40], [0, WIDE], [4, 2 ** 45], [1e9, WIDE], [], [4.5, WIDE]]) {
    const { mapping } = await compared(
      converted({ 'blk.0.ffn_up.weight': shaped(small, ...shape), 'blk.0.ffn_down.weight': downs[0]! }),
      official({ ...layers, 'model.layers.0.mlp.up_proj.weight': small }),
    ).catch((error: unknown) => assert.fail(`${shape.join(' × ')}: ${String(error)}`))
    assert.equal(mapping.recipes.get('blk.0.ffn_down.weight')?.found, 'name')
  }
})

test('files behind a network are asked for little', async () => {
  const tensors = Object.fromEntries(
    range(0, 40).map((i) => [`model.layers.${i}.mlp.up_proj.weight`, noise(200 + i, 96, WIDE)]),
  )
  const stored = Object.fromEntries(
    range(0, 40).map((i) => [`blk.${i}.ffn_up.weight`, noise(200 + i, 96, WIDE)]),
  )
  const unknown = Object.fromEntries(
    range(0, 40).map((i) => [`blk.${i}.novel.weight`, noise(300 + i, 96, WIDE)]),
  )
  const [candidate, reference] = [
    memoryModel({ ...converted({ ...stored, ...unknown }), far: true }),
    memoryModel({ ...official(tensors), far: true }),
  ]
  const mapping = await mapModel(candidate, reference)
  assert.equal(mapping.recipes.size, 40)
  assert.equal(mapping.unmapped.length, 40)
  // One row of each that is known, and what 150 looks and five rows of each unknown one take.
  assert.ok(
    candidate.reads() + reference.reads() < 80 + 300 + 400,
    `${candidate.reads()} and ${reference.reads()}`,
  )
})

test('query rows as their makers publish them stay as they are', async () => {
  const q = noise(3, WIDE, WIDE)
  const { mismatches } = await compared(
    converted({ 'blk.0.attn_q.weight': q }, 'llama'),
    official({ 'layers.0.attention.wq.weight': q }),
  )
  assert.deepEqual(mismatches, { 'blk.0.attn_q.weight': 0 })
})
