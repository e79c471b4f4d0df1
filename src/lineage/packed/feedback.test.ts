import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import type { MadeTensor } from '../testing/memory-model.ts'
import { comparedPacked } from '../testing/packed-comparison.ts'
import { gptqTensors, half, rowsIn, type Codes } from '../testing/packed-tensors.ts'
import { noise } from '../testing/values.ts'
import { FEEDBACK } from './affine-codec.ts'
import { feedbackVerdicts, type FeedbackVerdict } from './feedback-verdicts.ts'

const [ROWS, COLUMNS, GROUP] = [512, 96, 32]
const LAYERS = [0, 1, 2, 3, 4]
const TAMPERED = 3

function base(layer: number): string {
  return `model.layers.${layer}.mlp.gate_proj`
}

/** How much of the error of a column goes to each later one: what a quantiser has from its activations. */
function passedOn(seed: number): number[][] {
  const random = noise(seed, COLUMNS, COLUMNS)
  return rowsIn(random).map((row, i) => row.map((v, j) => (j > i ? (0.6 * v) / (1 + 0.1 * (j - i)) : 0)))
}

/** Rounds column after column in an order, and takes the error of each out of the later ones. */
function fedBack(weight: MadeTensor, seed: number, order: readonly number[]): Codes {
  const factors = passedOn(seed)
  const made = rowsIn(weight).map((row) => {
    const codes = row.map(() => 0)
    const left = order.map((at) => row[at]!)
    const scales: number[] = []
    for (const [i, at] of order.entries()) {
      if (i % GROUP === 0) scales.push(half((2 * Math.max(...left.slice(i, i + GROUP).map(Math.abs))) / 15))
      const scale = scales.at(-1)!
      const code = Math.min(15, Math.max(0, Math.round(left[i]! / scale) + 8))
      codes[at] = code
      const error = left[i]! - scale * (code - 8)
      for (let j = i + 1; j < order.length; j++) left[j]! += error * factors[i]![j]!
    }
    return { codes, scales }
  })
  const group = Array.from({ length: COLUMNS }, () => 0)
  for (const [i, at] of order.entries()) group[at] = Math.floor(i / GROUP)
  return {
    codes: made.map((m) => m.codes),
    scales: made.map((m) => m.scales),
    zeros: made.map((m) => m.scales.map(() => 8)),
    group,
  }
}

/** A change along one direction, of a part of the size of the weights. */
function shifted({ shape, values }: MadeTensor, part: number): MadeTensor {
  const [left, right] = [noise(91, ROWS).values, noise(92, COLUMNS).values]
  const size = (of: Float32Array): number => Math.hypot(...of)
  const by = (part * size(values)) / (size(left) * size(right))
  return {
    shape,
    values: values.map((v, i) => v + by * left[Math.floor(i / COLUMNS)]! * right[i % COLUMNS]!),
  }
}

async function verdicts(
  change: (weight: MadeTensor) => MadeTensor,
  order: readonly number[],
): Promise<FeedbackVerdict[]> {
  const reference = Object.fromEntries(LAYERS.map((l) => [`${base(l)}.weight`, noise(10 + l, ROWS, COLUMNS)]))
  const parts = LAYERS.map((l) => {
    const weight = reference[`${base(l)}.weight`]!
    return gptqTensors(base(l), fedBack(l === TAMPERED ? change(weight) : weight, 20 + l, order), 4, true)
  })
  const { tasks, measures } = await comparedPacked(Object.assign({}, ...parts), reference, {
    prepare: (bare) => bare.map((task) => ({ ...task, codec: task.codec + FEEDBACK })),
  })
  const found = feedbackVerdicts(new Map(tasks.map((t) => [t.index, measures[t.recipe.tensor]!])))
  return tasks.map((t) => found.get(t.index)!)
}

const NATURAL = Array.from({ length: COLUMNS }, (_, i) => i)
const SCATTERED = NATURAL.map((i) => (i * 37) % COLUMNS)

describe('codes made with error feedback', () => {
  for (const [name, order] of [
    ['column by column', NATURAL],
    ['in the order of activations', SCATTERED],
  ] as const) {
    it(`are what rounding leaves, ${name}`, async () => {
      const found = await verdicts((weight) => weight, order)
      assert.deepEqual(
        found.map((v) => v.deviates),
        LAYERS.map(() => false),
      )
      assert.match(found[0]!.says, /of its codes are not the nearest.*passed on from column to column/)
    })

    it(`show a shift of a tenth in the tensor that has it, ${name}`, async () => {
      const found = await verdicts((weight) => shifted(weight, 0.1), order)
      assert.deepEqual(
        found.map((v) => v.deviates),
        LAYERS.map((l) => l === TAMPERED),
      )
    })
  }

  it('show other weights', async () => {
    const found = await verdicts(() => noise(77, ROWS, COLUMNS), NATURAL)
    assert.deepEqual(
      found.map((v) => v.deviates),
      LAYERS.map((l) => l === TAMPERED),
    )
    assert.match(found[TAMPERED]!.says, /has nothing to do with the reference/)
  })
})
