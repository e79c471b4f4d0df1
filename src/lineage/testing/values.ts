import type { MadeTensor } from './memory-model.ts'

/** Values that look drawn at random and are the same for the same seed. */
export function noise(seed: number, ...shape: readonly number[]): MadeTensor {
  const values = new Float32Array(shape.reduce((n, size) => n * size, 1))
  let state = (seed * 2_654_435_761 + 12_345) >>> 0
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  for (let i = 0; i < values.length; i++) values[i] = Math.fround(next() + next() + next() - 1.5)
  return { shape, values }
}

/** Rows of a matrix in another order; of a vector its values. */
export function rowsOf(tensor: MadeTensor, order: readonly number[]): MadeTensor {
  const width = tensor.shape.length === 1 ? 1 : tensor.shape.at(-1)!
  const values = new Float32Array(order.length * width)
  for (const [to, from] of order.entries())
    values.set(tensor.values.subarray(from * width, (from + 1) * width), to * width)
  return { shape: [order.length, ...(tensor.shape.length === 1 ? [] : [width])], values }
}

/** Numbers from `first` on. */
export function range(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i)
}

export function joined(...tensors: readonly MadeTensor[]): MadeTensor {
  const [first] = tensors
  const values = Float32Array.from(tensors.flatMap(({ values: own }) => [...own]))
  const inner = first!.shape.slice(1)
  return { shape: [values.length / inner.reduce((n, size) => n * size, 1), ...inner], values }
}

export function shaped(tensor: MadeTensor, ...shape: readonly number[]): MadeTensor {
  return { ...tensor, shape }
}

export function stacked(...tensors: readonly MadeTensor[]): MadeTensor {
  return shaped(joined(...tensors), tensors.length, ...tensors[0]!.shape)
}

/** With the last two dimensions exchanged. */
export function turned({ shape, values }: MadeTensor): MadeTensor {
  const [rows, columns] = [shape.at(-2)!, shape.at(-1)!]
  const out = new Float32Array(values.length)
  for (let at = 0; at < values.length; at += rows * columns)
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) out[at + c * rows + r] = values[at + r * columns + c]!
  return { shape: [...shape.slice(0, -2), columns, rows], values: out }
}

export function mapped(tensor: MadeTensor, change: (value: number) => number): MadeTensor {
  return { ...tensor, values: tensor.values.map((value) => Math.fround(change(value))) }
}

/** The order of query or key rows that converters write where pairs rotate side by side. */
export function pairsTogether(heads: number, size: number): number[] {
  return range(0, heads).flatMap((head) =>
    range(0, size / 2).flatMap((j) => [head * size + j, head * size + size / 2 + j]),
  )
}
