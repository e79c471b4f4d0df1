import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { memoryModel, type MadeTensor } from '../testing/memory-model.ts'
import { comparedPacked } from '../testing/packed-comparison.ts'
import {
  awqTensors,
  compressedTensors,
  gptqTensors,
  roundedCodes,
  stored,
} from '../testing/packed-tensors.ts'
import { noise } from '../testing/values.ts'
import { logicalModel } from './logical-model.ts'

const BASE = 'model.layers.0.mlp.down_proj'
const NAME = `${BASE}.weight`
const OTHER = 'model.layers.0.mlp.up_proj'
const WEIGHT = noise(1, 32, 64)
const CODES = roundedCodes(WEIGHT, 4, 32)
const GPTQ = gptqTensors(BASE, CODES, 4, true)
const SOUND = gptqTensors(OTHER, CODES, 4)
const REFERENCE = { [NAME]: WEIGHT, [`${OTHER}.weight`]: WEIGHT }

/** What is said of a broken weight, while the sound one beside it is compared. */
async function broken(change: Readonly<Record<string, MadeTensor | undefined>>): Promise<string> {
  const tensors: Record<string, MadeTensor> = {}
  for (const [name, tensor] of Object.entries({ ...GPTQ, ...SOUND, ...change }))
    if (tensor) tensors[name] = tensor
  const { model, measures, failures } = await comparedPacked(tensors, REFERENCE)
  assert.equal(measures[`${OTHER}.weight`]?.mismatches, 0)
  assert.equal(measures[NAME], undefined)
  return [...model.flaws.map((f) => f.says), ...Object.values(failures)].join('\n')
}

describe('parts that do not fit together', () => {
  it('are named when one is missing', async () => {
    assert.match(
      await broken({ [`${BASE}.qzeros`]: undefined }),
      /"model\.layers\.0\.mlp\.down_proj\.qweight" has no qzeros/,
    )
    assert.match(await broken({ [`${BASE}.scales`]: undefined }), /has no scales/)
  })

  it('are named when zeros are cut off', async () => {
    const { bytes } = GPTQ[`${BASE}.qzeros`]!.stored!
    assert.match(
      await broken({ [`${BASE}.qzeros`]: stored('I32', [2, 4], bytes.subarray(0, 8)) }),
      /qzeros" has 8 bytes/,
    )
    assert.match(
      await broken({ [`${BASE}.qzeros`]: stored('I32', [1, 4], bytes.subarray(0, 16)) }),
      /qzeros" is of shape \[1, 4\]/,
    )
  })

  it('are named when there are more groups than inputs', async () => {
    const said = await broken({
      [`${BASE}.scales`]: stored('F16', [65, 32], new Uint8Array(65 * 64)),
      [`${BASE}.qzeros`]: stored('I32', [65, 4], new Uint8Array(65 * 16)),
    })
    assert.match(said, /scales" has 65 groups/)
  })

  it('are named when an input is in no group', async () => {
    const order = Int32Array.from({ length: 64 }, (_, i) => (i === 9 ? 2_000_000_000 : 0))
    const said = await broken({ [`${BASE}.g_idx`]: stored('I32', [64], new Uint8Array(order.buffer)) })
    assert.match(said, /g_idx" puts input 9 into group 2000000000 of 2/)
  })

  it('are named when the codes are of no known width', async () => {
    assert.match(
      await broken({ [`${BASE}.qzeros`]: stored('I32', [2, 7], new Uint8Array(56)) }),
      /no known number of bits/,
    )
  })

  it('never end in anything but a flaw or a failure', async () => {
    const names = Object.keys(GPTQ)
    const types = fc.constantFrom('I32', 'U8', 'F16', 'F8_E4M3', 'U32', 'I64', 'F32')
    const sizes = fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        types,
        sizes,
        fc.nat(300),
        async (name, type, shape, bytes) => {
          const tensors = { ...GPTQ, ...SOUND, [name]: stored(type, shape, new Uint8Array(bytes).fill(0xa5)) }
          const { measures } = await comparedPacked(tensors, REFERENCE)
          assert.equal(measures[`${OTHER}.weight`]?.mismatches, 0)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('groups of inputs', () => {
  it('deviate when two are exchanged', async () => {
    const swapped = CODES.group.map((g, i) => (i === 3 ? 1 : i === 60 ? 0 : g))
    const { measures } = await comparedPacked(
      { ...GPTQ, [`${BASE}.g_idx`]: stored('I32', [64], new Uint8Array(Int32Array.from(swapped).buffer)) },
      { [NAME]: WEIGHT },
    )
    assert.ok(measures[NAME]!.mismatches > 16)
  })

  it('need not be neighbours', async () => {
    const scattered = Array.from({ length: 64 }, (_, i) => (i * 7) % 2)
    const { measures } = await comparedPacked(
      gptqTensors(BASE, roundedCodes(WEIGHT, 4, 32, scattered), 4, true),
      {
        [NAME]: WEIGHT,
      },
    )
    assert.equal(measures[NAME]!.mismatches, 0)
  })

  it('deviate when a scale is turned up', async () => {
    const scales = CODES.scales.map((row, r) => (r === 5 ? [row[0]! * 1.5, row[1]!] : row))
    const { measures } = await comparedPacked(gptqTensors(BASE, { ...CODES, scales }, 4), { [NAME]: WEIGHT })
    assert.ok(measures[NAME]!.mismatches > 8)
    assert.deepEqual(
      measures[NAME]!.worst.map(({ row }) => row),
      [5],
    )
  })

  it('may have scales that are no numbers', async () => {
    const scales = CODES.scales.map((row) => row.map(() => Number.NaN))
    const { measures } = await comparedPacked(gptqTensors(BASE, { ...CODES, scales }, 4), { [NAME]: WEIGHT })
    assert.equal(measures[NAME]!.mismatches, 32 * 64)
  })
})

describe('a configuration', () => {
  const says = async (
    config: unknown,
    tensors: Readonly<Record<string, MadeTensor>> = GPTQ,
  ): Promise<string[]> => {
    const { flaws } = await logicalModel(memoryModel({ kind: 'safetensors', tensors, config }))
    return flaws.map((f) => `${f.kind}: ${f.says}`)
  }
  const declared = (rest: object): unknown => ({
    quantization_config: { quant_method: 'gptq', bits: 4, group_size: 32, ...rest },
  })

  it('that says what is stored is no flaw', async () => {
    assert.deepEqual(await says(declared({})), [])
    assert.deepEqual(await says({}), [])
    assert.deepEqual(await says(declared({ group_size: -1 })), [])
    assert.deepEqual(
      await says(
        { quantization_config: { quant_method: 'awq', bits: 4, group_size: 32 } },
        awqTensors(BASE, CODES),
      ),
      [],
    )
  })

  it('that says otherwise is one', async () => {
    assert.match(
      (await says(declared({ bits: 8 })))[0]!,
      /^metadata-contradiction: declares 8 bits, the codes have 4/,
    )
    assert.match(
      (await says(declared({ group_size: 128 })))[0]!,
      /groups of 128, the scales have groups of 32/,
    )
    assert.match(
      (await says(declared({ quant_method: 'awq' })))[0]!,
      /declares "awq", the weights are stored as GPTQ/,
    )
    assert.match(
      (await says(declared({}), { [NAME]: WEIGHT }))[0]!,
      /quantised by "gptq", and there are none/,
    )
    assert.match(
      (await says(declared({}), compressedTensors(BASE, CODES, 4)))[0]!,
      /stored as compressed-tensors/,
    )
  })

  it('may be anything', async () => {
    for (const config of [
      null,
      7,
      [],
      { quantization_config: 'gptq' },
      { quantization_config: { quant_method: 4, bits: 'x' } },
    ])
      assert.deepEqual(await says(config), [])
  })
})

describe('descriptions in JSON', () => {
  const weight = (
    state: string,
    map = Array.from({ length: 16 }, (_, i) => i),
  ): Readonly<Record<string, MadeTensor>> => ({
    [NAME]: stored('U8', [1024, 1], new Uint8Array(1024)),
    [`${NAME}.absmax`]: stored('F32', [32], new Uint8Array(128)),
    [`${NAME}.quant_map`]: stored('F32', [16], new Uint8Array(Float32Array.from(map).buffer)),
    [`${NAME}.quant_state.bitsandbytes__nf4`]: stored('U8', [state.length], Buffer.from(state)),
  })
  const flaw = async (state: string): Promise<string> =>
    (await logicalModel(memoryModel({ kind: 'safetensors', tensors: weight(state) }))).flaws
      .map((f) => f.says)
      .join()

  it('are read with distrust', async () => {
    assert.match(await flaw('no JSON'), /describes no shape/)
    assert.match(await flaw('{"shape":[1e300],"blocksize":64}'), /describes no shape/)
    assert.match(await flaw('{"shape":[32,64],"blocksize":7}'), /has blocks of 7/)
    assert.match(await flaw('{"shape":[32,640],"blocksize":64}'), /its description needs 10240/)
    assert.match(await flaw('{"shape":[32,64],"blocksize":64,"quant_type":"fp4"}'), /is described as "fp4"/)
    assert.match(
      await flaw('{"shape":[32,64],"blocksize":64,"nested_blocksize":256}'),
      /describes no nested scales/,
    )
    assert.match(await flaw('{"shape":[32,64],"blocksize":64}'), /other values than those of nf4/)
  })
})
