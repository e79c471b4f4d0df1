import { f32x4, i8x16, v128 } from './wasm/operations.ts'
import { assemble, kernelFunction, type Body, type KernelFunction, type Variable } from './wasm/assemble.ts'
import type { I32, V128 } from './wasm/expression.ts'
import { advance } from './check-rows.ts'
import { floatsAt, instantiate, room } from './workspace.ts'

/** Products of a matrix and its transpose with vectors, in float32. Sums are defined to the bit: see `plain-matrix.ts`. */
export interface Matrix {
  /** Makes zeros of magnitudes above `limit`. */
  dropBeyond(limit: number): void
  row(r: number): Float32Array
  /** Σ v² of each row. */
  energies(): Float32Array
  /** left = M·right and next = Mᵀ·left, in one pass over the matrix. */
  there(right: Float32Array, left: Float32Array, next: Float32Array): void
}

/** Values that are added in one go: four vectors. Rows are filled up with zeros to a multiple of it. */
const AT_ONCE = 16

let functions: ReturnType<typeof instantiate> | undefined

/** Copies a matrix into the kernels' memory, where it stays until the next `room`. */
export function matrixOf(values: Float32Array, rows: number, width: number): Matrix {
  functions ??= instantiate(assemble({ there: thereAndBack(), energies: energies(), drop: dropBeyond() }))
  const { there, energies: sumSquares, drop } = functions
  const stride = Math.ceil(width / AT_ONCE) * AT_ONCE
  const sizes = [4 * rows * stride, 4 * stride, 4 * rows, 4 * stride]
  const [matrix, first, second, third] = room(sizes) as [number, number, number, number]
  for (let r = 0; r < rows; r++)
    padded(values.subarray(r * width, (r + 1) * width), floatsAt(matrix + 4 * r * stride, stride))
  return {
    dropBeyond(limit) {
      floatsAt(first, 1)[0] = limit
      drop!(matrix, first, (rows * stride) / AT_ONCE)
    },
    row: (r) => floatsAt(matrix + 4 * r * stride, width).slice(),
    energies() {
      sumSquares!(matrix, second, rows, stride / AT_ONCE)
      return floatsAt(second, rows).slice()
    },
    there(right, left, next) {
      padded(right, floatsAt(first, stride))
      floatsAt(third, stride).fill(0)
      there!(matrix, first, second, third, rows, stride / AT_ONCE)
      left.set(floatsAt(second, rows))
      next.set(floatsAt(third, width))
    },
  }
}

function padded(row: Float32Array, out: Float32Array): void {
  out.set(row)
  out.fill(0, row.length)
}

const QUARTERS = [0, 16, 32, 48] as const

function thereAndBack(): KernelFunction {
  return kernelFunction(['matrix', 'right', 'left', 'next', 'rows', 'sixteens'], (body, p) => {
    body.repeat(p.rows, () => {
      const row = body.let(p.matrix)
      const sum = rowProduct(body, p.matrix, p.right, p.sixteens)
      body.store('f32', p.left, f32x4.lane0(sum))
      advance(p.left, 4)
      const at = body.variable(row)
      const to = body.variable(p.next)
      body.repeat(p.sixteens, () => {
        for (const q of QUARTERS)
          body.store('v128', to, f32x4.add(v128.load(to, q), f32x4.mul(sum, v128.load(at, q))), q)
        advance(at, 64)
        advance(to, 64)
      })
    })
  })
}

function dropBeyond(): KernelFunction {
  return kernelFunction(['matrix', 'limit', 'sixteens'], (body, p) => {
    const limit = body.let(v128.load32Splat(p.limit))
    body.repeat(p.sixteens, () => {
      for (const q of QUARTERS) {
        const own = body.let(v128.load(p.matrix, q))
        body.store('v128', p.matrix, v128.and(own, f32x4.le(f32x4.abs(own), limit)), q)
      }
      advance(p.matrix, 64)
    })
  })
}

function energies(): KernelFunction {
  return kernelFunction(['matrix', 'out', 'rows', 'sixteens'], (body, p) => {
    body.repeat(p.rows, () => {
      const sum = rowProduct(body, p.matrix, undefined, p.sixteens)
      body.store('f32', p.out, f32x4.lane0(sum))
      advance(p.out, 4)
    })
  })
}

/** Product of a row with a vector, or with itself, in every lane; the row's pointer moves on. */
function rowProduct(body: Body, row: Variable<'i32'>, vector: I32 | undefined, sixteens: I32): V128 {
  const sums = QUARTERS.map(() => body.variable(f32x4.splat(0)))
  const other = vector && body.variable(vector)
  body.repeat(sixteens, () => {
    for (const [i, q] of QUARTERS.entries()) {
      const own = body.let(v128.load(row, q))
      sums[i]!.set(f32x4.add(sums[i]!, f32x4.mul(own, other ? v128.load(other, q) : own)))
    }
    advance(row, 64)
    if (other) advance(other, 64)
  })
  const [first, second] = [0, 2].map((i) => f32x4.add(sums[i]!, sums[i + 1]!)) as [V128, V128]
  const four = body.let(f32x4.add(first, second))
  const two = body.let(f32x4.add(four, lanes(four, [1, 0, 3, 2])))
  return body.let(f32x4.add(two, lanes(two, [2, 3, 0, 1])))
}

function lanes(four: V128, order: readonly number[]): V128 {
  return i8x16.shuffle(
    four,
    four,
    order.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)),
  )
}
