import type { Piece } from './recipe.ts'

/** Rows of a query or key projection where pairs that rotate together lie side by side: (head, j, side) is (head, side · half + j). */
export function interleaved(source: number, first: number, heads: number, size: number): Piece {
  const half = size / 2
  return {
    source,
    first,
    steps: [
      { count: heads, stride: size },
      { count: half, stride: 1 },
      { count: 2, stride: half },
    ],
  }
}

/** The way back from `interleaved`. */
export function separated(source: number, first: number, heads: number, size: number): Piece {
  return {
    source,
    first,
    steps: [
      { count: heads, stride: size },
      { count: 2, stride: 1 },
      { count: size / 2, stride: 2 },
    ],
  }
}

/** Consecutive rows. */
export function slice(source: number, first: number, count: number): Piece {
  return { source, first, steps: [{ count, stride: 1 }] }
}

/** `count` rows of every `groups`-th stretch of `stride`. */
export function everyGroup(
  first: number,
  groups: number,
  { stride, count }: { readonly stride: number; readonly count: number },
): Piece {
  return {
    source: 0,
    first,
    steps: [
      { count: groups, stride },
      { count, stride: 1 },
    ],
  }
}

export interface Heads {
  readonly heads: number
  readonly kvHeads: number
  readonly size: number
}

/** Query, key and value of a projection that holds, for each key-value head, its queries, its key and its value. */
export function grouped({ heads, kvHeads, size }: Heads): readonly [Piece, Piece, Piece] {
  const queries = heads / kvHeads
  const stride = (queries + 2) * size
  return [
    everyGroup(0, kvHeads, { stride, count: queries * size }),
    everyGroup(queries * size, kvHeads, { stride, count: size }),
    everyGroup((queries + 1) * size, kvHeads, { stride, count: size }),
  ]
}

/** The queries of a grouped projection with their pairs side by side. */
export function groupedInterleaved({ heads, kvHeads, size }: Heads, part: 'q' | 'k'): Piece {
  const queries = heads / kvHeads
  const half = size / 2
  return {
    source: 0,
    first: part === 'q' ? 0 : queries * size,
    steps: [
      { count: kvHeads, stride: (queries + 2) * size },
      ...(part === 'q' ? [{ count: queries, stride: size }] : []),
      { count: half, stride: 1 },
      { count: 2, stride: half },
    ],
  }
}
