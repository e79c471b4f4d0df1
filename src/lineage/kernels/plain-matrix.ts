import type { Matrix } from './matrix.ts'

const { fround } = Math

/**
 * The twin of `matrixOf`, as a definition. A product of a row: sixteen float32 sums by index modulo sixteen, those four
 * apart folded as (s0 + s4) + (s8 + s12), then (l0 + l1) + (l2 + l3); Mᵀ·left row by row.
 */
export function plainMatrixOf(values: Float32Array, rows: number, width: number): Matrix {
  const own = values.slice(0, rows * width)
  return {
    dropBeyond(limit) {
      for (let i = 0; i < own.length; i++) if (Math.abs(own[i]!) > limit) own[i] = 0
    },
    row: (r) => own.slice(r * width, (r + 1) * width),
    energies() {
      return Float32Array.from({ length: rows }, (_, r) => {
        const row = own.subarray(r * width, (r + 1) * width)
        return product(row, row)
      })
    },
    there(right, left, next) {
      next.fill(0)
      for (let r = 0; r < rows; r++) {
        const row = own.subarray(r * width, (r + 1) * width)
        const sum = product(row, right)
        left[r] = sum
        for (let c = 0; c < width; c++) next[c] = next[c]! + fround(sum * row[c]!)
      }
    },
  }
}

function product(a: Float32Array, b: Float32Array): number {
  const sums = new Float32Array(16)
  for (let i = 0; i < a.length; i++) sums[i & 15]! += fround(a[i]! * b[i]!)
  const lane = (i: number): number =>
    fround(fround(sums[i]! + sums[i + 4]!) + fround(sums[i + 8]! + sums[i + 12]!))
  return fround(fround(lane(0) + lane(1)) + fround(lane(2) + lane(3)))
}
