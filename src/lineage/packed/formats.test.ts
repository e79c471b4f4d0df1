import { strict as assert } from 'node:assert'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { MadeTensor } from '../testing/memory-model.ts'
import { comparedPacked, edited } from '../testing/packed-comparison.ts'
import {
  awqTensors,
  compressedTensors,
  gptqTensors,
  packed,
  roundedCodes,
  rowsIn,
  stored,
} from '../testing/packed-tensors.ts'
import { noise } from '../testing/values.ts'
import { codeAt } from './bits.ts'
import { E4M3, E5M2 } from './float8.ts'
import { E2M1, FP4, NF4 } from './nibble-tables.ts'

type Tensors = Readonly<Record<string, MadeTensor>>

const NAME = 'model.layers.0.mlp.down_proj.weight'
const BASE = NAME.slice(0, -'.weight'.length)
const OTHER = 'model.layers.0.mlp.up_proj.weight'
const WEIGHT = noise(1, 32, 128)

/** Nearest of a table of values. */
function nearest(values: readonly number[], target: number): number {
  let best = 0
  for (const [i, v] of values.entries()) if (Math.abs(v - target) < Math.abs(values[best]! - target)) best = i
  return best
}

function floats(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer)
}

function largest(row: readonly number[]): number {
  return row.reduce((most, w) => Math.max(most, Math.abs(w)), 0)
}

function nibbles(codes: readonly number[], first: 'low' | 'high'): Uint8Array {
  return Uint8Array.from({ length: codes.length / 2 }, (_, i) =>
    first === 'low' ? codes[2 * i]! | (codes[2 * i + 1]! << 4) : (codes[2 * i]! << 4) | codes[2 * i + 1]!,
  )
}

function fp8Blocks(weight: MadeTensor): Tensors {
  const values = [...E4M3.values].map((v) => (Number.isNaN(v) ? Infinity : v))
  const rows = rowsIn(weight)
  const scale = Math.fround(largest(rows.flat()) / 448)
  const codes = rows.flat().map((w) => nearest(values, Math.fround(w / scale)))
  return {
    [NAME]: stored('F8_E4M3', weight.shape, Uint8Array.from(codes)),
    [`${NAME}_scale_inv`]: stored('F32', [1, 1], floats([scale])),
  }
}

function fp8Rows(weight: MadeTensor): Tensors {
  const values = [...E5M2.values].map((v) => (Number.isFinite(v) ? v : Infinity))
  const rows = rowsIn(weight)
  const scales = rows.map((row) => Math.fround(largest(row) / 57_344))
  return {
    [NAME]: stored(
      'F8_E5M2',
      weight.shape,
      Uint8Array.from(rows.flatMap((row, r) => row.map((w) => nearest(values, Math.fround(w / scales[r]!))))),
    ),
    [`${NAME}_scale`]: stored('F32', [rows.length, 1], floats(scales)),
  }
}

function nibble4(weight: MadeTensor, kind: 'nf4' | 'fp4'): Tensors {
  const table = kind === 'nf4' ? NF4 : FP4
  const flat = [...weight.values]
  const blocks = Array.from({ length: flat.length / 64 }, (_, b) => flat.slice(64 * b, 64 * (b + 1)))
  const codes = blocks.flatMap((block) => {
    const inverse = Math.fround(1 / largest(block))
    return block.map((w) => nearest([...table.values], Math.fround(w * inverse)))
  })
  const state = JSON.stringify({ quant_type: kind, blocksize: 64, dtype: 'bfloat16', shape: weight.shape })
  return {
    [NAME]: stored('U8', [codes.length / 2, 1], nibbles(codes, 'high')),
    [`${NAME}.absmax`]: stored('F32', [blocks.length], floats(blocks.map(largest))),
    [`${NAME}.quant_map`]: stored('F32', [16], floats([...table.values])),
    [`${NAME}.quant_state.bitsandbytes__${kind}`]: stored('U8', [state.length], Buffer.from(state)),
  }
}

function int8(weight: MadeTensor): Tensors {
  const rows = rowsIn(weight)
  const codes = rows.flatMap((row) => row.map((w) => Math.round((127 * w) / largest(row))))
  return {
    [NAME]: stored('I8', weight.shape, Uint8Array.from(codes)),
    [`${BASE}.SCB`]: stored('F32', [rows.length], floats(rows.map(largest))),
  }
}

function mlx(weight: MadeTensor): Tensors {
  const [bits, group] = [4, 64]
  const rows = rowsIn(weight)
  const made = rows.flatMap((row) =>
    Array.from({ length: row.length / group }, (_, g) => {
      const own = row.slice(g * group, (g + 1) * group)
      const [low, high] = [Math.min(...own), Math.max(...own)]
      const width = Math.max(Math.fround(Math.fround(high - low) / 15), 1e-7)
      const signed = Math.abs(low) > Math.abs(high) ? width : -width
      const edge = Math.abs(low) > Math.abs(high) ? low : high
      const scale = Math.fround(edge / Math.round(edge / signed))
      return { own, scale, edge }
    }),
  )
  const codes = made.flatMap(({ own, scale, edge }) =>
    own.map((w) => Math.min(15, Math.max(0, Math.round(Math.fround(Math.fround(w - edge) / scale))))),
  )
  return {
    [NAME]: stored('U32', [rows.length, (128 * bits) / 32], packed(codes, bits)),
    [`${BASE}.scales`]: stored('F32', [rows.length, 2], floats(made.map((m) => m.scale))),
    [`${BASE}.biases`]: stored('F32', [rows.length, 2], floats(made.map((m) => m.edge))),
  }
}

function mxfp4(weight: MadeTensor): Tensors {
  const flat = [...weight.values]
  const blocks = Array.from({ length: flat.length / 32 }, (_, b) => flat.slice(32 * b, 32 * (b + 1)))
  const exponents = blocks.map((block) => Math.floor(Math.log2(largest(block))) - 2)
  const codes = blocks.flatMap((block, b) =>
    block.map((w) => nearest([...E2M1.values], w / 2 ** exponents[b]!)),
  )
  const [rows = 0, width = 0] = weight.shape
  return {
    [`${BASE}.weight_packed`]: stored('U8', [rows, width / 2], nibbles(codes, 'low')),
    [`${BASE}.weight_scale`]: stored(
      'U8',
      [rows, width / 32],
      Uint8Array.from(exponents, (e) => e + 127),
    ),
  }
}

function nvfp4(weight: MadeTensor): Tensors {
  const values = [...E4M3.values].map((v) => (v >= 0 ? v : Infinity))
  const flat = [...weight.values]
  const factor = Math.fround((448 * 6) / largest(flat))
  const blocks = Array.from({ length: flat.length / 16 }, (_, b) => flat.slice(16 * b, 16 * (b + 1)))
  const scales = blocks.map((block) => nearest(values, (factor * largest(block)) / 6))
  const codes = blocks.flatMap((block, b) =>
    block.map((w) => nearest([...E2M1.values], w / (values[scales[b]!]! / factor))),
  )
  const [rows = 0, width = 0] = weight.shape
  return {
    [`${BASE}.weight_packed`]: stored('U8', [rows, width / 2], nibbles(codes, 'low')),
    [`${BASE}.weight_scale`]: stored('F8_E4M3', [rows, width / 16], Uint8Array.from(scales)),
    [`${BASE}.weight_global_scale`]: stored('F32', [1], floats([factor])),
  }
}

/** As the format counts: signed. */
const FORMATS: Readonly<Record<string, (weight: MadeTensor) => Tensors>> = {
  'gptq-4': (w) => gptqTensors(BASE, roundedCodes(w, 4, 32), 4),
  'gptq-3': (w) => gptqTensors(BASE, roundedCodes(w, 3, 64), 3),
  'gptq-8': (w) => gptqTensors(BASE, roundedCodes(w, 8, 128), 8),
  'awq-4-32': (w) => awqTensors(BASE, roundedCodes(w, 4, 32)),
  'int-4': (w) => compressedTensors(BASE, roundedCodes(w, 4, 32), 4),
  'int-3': (w) => compressedTensors(BASE, roundedCodes(w, 3, 64), 3),
  'fp8-e4m3': fp8Blocks,
  'fp8-e5m2': fp8Rows,
  'nf4-64': (w) => nibble4(w, 'nf4'),
  'fp4-64': (w) => nibble4(w, 'fp4'),
  'bnb-int8': int8,
  'mlx-4-64-F32': mlx,
  mxfp4,
  nvfp4,
}

/** A weight of halves, which formats that turn weights into halves first leave as they are. */
const HALVES: MadeTensor = { ...WEIGHT, values: WEIGHT.values.map((w) => Math.round(w * 512) / 512) }

describe('packed weights', () => {
  for (const [type, quantised] of Object.entries(FORMATS)) {
    it(`finds nothing to say against an honest ${type}`, async () => {
      const { model, measures, failures } = await comparedPacked(quantised(HALVES), { [NAME]: HALVES })
      assert.deepEqual(failures, {})
      assert.deepEqual([...model.tensors.keys()], [NAME])
      assert.equal(model.tensors.get(NAME)?.type, type)
      assert.deepEqual(model.tensors.get(NAME)?.shape, HALVES.shape)
      assert.deepEqual(model.flaws, [])
      const { mismatches, scales, ties } = measures[NAME]!
      assert.deepEqual({ mismatches, scales }, { mismatches: 0, scales: 0 })
      assert.ok(ties <= 3, `${ties} ties`)
    })

    it(`finds one changed weight in ${type}`, async () => {
      const at = 7 * 128 + 77
      const changed = edited(HALVES, at, (w) => (w > 0 ? w - 0.5 : w + 0.5))
      const { measures } = await comparedPacked(quantised(changed), { [NAME]: HALVES })
      assert.ok(measures[NAME]!.mismatches > 0)
      assert.ok(type === 'fp8-e4m3' || measures[NAME]!.worst.every(({ row }) => row === 7))
    })

    it(`reads a reference stored as ${type}`, async () => {
      const own = quantised(HALVES)
      const { measures, failures } = await comparedPacked(own, { ...own, [OTHER]: noise(2, 8, 8) })
      assert.deepEqual(failures, {})
      assert.equal(measures[NAME]!.error, 0)
      assert.ok(measures[NAME]!.energy > 0)
    })
  }
})

describe('codes in streams', () => {
  it('come out as they were put in', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 8 })
          .chain((bits) =>
            fc.tuple(fc.constant(bits), fc.array(fc.nat(2 ** bits - 1), { minLength: 1, maxLength: 99 })),
          ),
        ([bits, codes]) => {
          const bytes = packed(codes, bits)
          assert.deepEqual(
            codes.map((_, i) => codeAt(bytes, i, bits)),
            codes,
          )
        },
      ),
    )
  })
})
