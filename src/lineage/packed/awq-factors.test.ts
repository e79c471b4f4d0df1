import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import type { MadeTensor } from '../testing/memory-model.ts'
import { comparedPacked, edited, type PackedComparison } from '../testing/packed-comparison.ts'
import { awqTensors, half, halves, roundedCodes, stored } from '../testing/packed-tensors.ts'
import { noise } from '../testing/values.ts'
import { withFactors, withoutFactors } from './awq-factors.ts'

const LAYER = 'model.layers.0.'
const NORM = `${LAYER}post_attention_layernorm.weight`
const [GATE, UP, DOWN] = ['gate', 'up', 'down'].map((n) => `${LAYER}mlp.${n}_proj`) as [
  string,
  string,
  string,
]
const [HIDDEN, INNER] = [64, 96]

type Weights = Readonly<Record<string, MadeTensor>>

const OFFICIAL: Weights = {
  [NORM]: { shape: [HIDDEN], values: noise(4, HIDDEN).values.map((v) => half(1 + v / 8)) },
  [`${GATE}.weight`]: noise(1, INNER, HIDDEN),
  [`${UP}.weight`]: noise(2, INNER, HIDDEN),
  [`${DOWN}.weight`]: noise(3, HIDDEN, INNER),
}

function factors(seed: number, count: number): Float32Array {
  return noise(seed, count).values.map((v) => half(Math.exp(v)))
}

function scaled({ shape, values }: MadeTensor, by: (row: number, column: number) => number): MadeTensor {
  const width = shape.at(-1)!
  return { shape, values: values.map((v, i) => half(v * by(Math.floor(i / width), i % width))) }
}

/** Factors go from the norm to what it feeds, and from the rows of one projection to the columns of the next. */
function quantised(weights: Weights): Weights {
  const [before, between] = [factors(5, HIDDEN), factors(6, INNER)]
  const coded = (base: string, by: (row: number, column: number) => number): Weights =>
    awqTensors(base, roundedCodes(scaled(weights[`${base}.weight`]!, by), 4, 32))
  return {
    [NORM]: stored('F16', [HIDDEN], halves([...weights[NORM]!.values].map((v, i) => v / before[i]!))),
    ...coded(GATE, (_, c) => before[c]!),
    ...coded(UP, (r, c) => before[c]! / between[r]!),
    ...coded(DOWN, (_, c) => between[c]!),
  }
}

function compare(candidate: Weights): Promise<PackedComparison> {
  return comparedPacked(candidate, OFFICIAL, { prepare: withFactors })
}

function mismatches({ measures }: PackedComparison): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(measures).map(([name, m]) => [name, m.mismatches]))
}

const NONE = { [NORM]: 0, [`${GATE}.weight`]: 0, [`${UP}.weight`]: 0, [`${DOWN}.weight`]: 0 }

describe('factors that AWQ moves', () => {
  it('are recovered, and every code follows', async () => {
    assert.deepEqual(mismatches(await compare(quantised(OFFICIAL))), NONE)
  })

  it('leave a changed weight to be seen', async () => {
    const name = `${GATE}.weight`
    const changed = {
      ...OFFICIAL,
      [name]: edited(OFFICIAL[name]!, 17 * HIDDEN + 3, (w) => (w > 0 ? w - 0.7 : w + 0.7)),
    }
    const found = await compare(quantised(changed))
    assert.ok(found.measures[name]!.mismatches > 0)
    assert.deepEqual(
      found.measures[name]!.worst.map(({ row }) => row),
      [17],
    )
    assert.deepEqual({ ...mismatches(found), [name]: 0 }, NONE)
  })

  it('do not explain a norm that was changed alone', async () => {
    const made = quantised(OFFICIAL)
    const bytes = Uint8Array.from(made[NORM]!.stored!.bytes)
    bytes.set(halves([half(OFFICIAL[NORM]!.values[10]! * 3)]), 20)
    const found = await compare({ ...made, [NORM]: stored('F16', [HIDDEN], bytes) })
    assert.ok(found.measures[`${GATE}.weight`]!.mismatches > INNER / 2)
  })

  it('do not explain rows that were scaled for nobody', async () => {
    const weights = {
      ...OFFICIAL,
      [`${GATE}.weight`]: scaled(OFFICIAL[`${GATE}.weight`]!, (row) => (row === 3 ? 1.5 : 1)),
    }
    const {
      [`${DOWN}.qweight`]: _q,
      [`${DOWN}.qzeros`]: _z,
      [`${DOWN}.scales`]: _s,
      ...others
    } = quantised(weights)
    const found = await compare(others)
    assert.ok(found.measures[`${GATE}.weight`]!.mismatches > HIDDEN / 4)
  })

  it('need whole files', async () => {
    const found = await comparedPacked(quantised(OFFICIAL), OFFICIAL, { prepare: withoutFactors })
    assert.equal(Object.keys(found.failures).length, 4)
    assert.match(found.failures[`${UP}.weight`]!, /AWQ moves factors between weights/)
  })
})
