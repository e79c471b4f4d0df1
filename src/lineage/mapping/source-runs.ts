import type { Piece, Recipe } from './recipe.ts'

/** Rows that lie one after the other in one source; columns where the recipe is transposed. */
export interface SourceRun {
  readonly source: number
  readonly first: number
  readonly count: number
  /** The candidate's row that the first of them is, counted from the first that was asked for. */
  readonly at: number
}

/** Where rows `first…first+count` of the candidate lie in the reference, in as few runs as there are. */
export function sourceRuns(recipe: Recipe, first: number, count: number): SourceRun[] {
  const { order, pieces } = recipe
  if (order) return merged(orderedRows(order, first, count))
  if (pieces) return merged(steppedRows(pieces, first, count))
  return [{ source: 0, first, count, at: 0 }]
}

function* orderedRows(order: Int32Array, first: number, count: number): Generator<SourceRun> {
  for (let i = 0; i < count; i++)
    yield { source: order[2 * (first + i)]!, first: order[2 * (first + i) + 1]!, count: 1, at: i }
}

function* steppedRows(pieces: readonly Piece[], first: number, count: number): Generator<SourceRun> {
  let start = 0
  for (const piece of pieces) {
    const length = pieceRows(piece)
    const inner = piece.steps.at(-1)!
    const end = Math.min(start + length, first + count)
    for (let row = Math.max(start, first); row < end;) {
      const within = row - start
      const run = inner.stride === 1 ? Math.min(inner.count - (within % inner.count), end - row) : 1
      yield { source: piece.source, first: rowOf(piece, within), count: run, at: row - first }
      row += run
    }
    start += length
  }
}

/** Rows that a piece has. */
export function pieceRows({ steps }: Piece): number {
  return steps.reduce((product, { count }) => product * count, 1)
}

/** The largest row of the source that a piece names. */
export function lastRow({ first, steps }: Piece): number {
  return steps.reduce((sum, { count, stride }) => sum + (count - 1) * stride, first)
}

function rowOf({ first, steps }: Piece, index: number): number {
  let row = first
  let rest = index
  for (let i = steps.length - 1; i >= 0; i--) {
    const { count, stride } = steps[i]!
    row += (rest % count) * stride
    rest = Math.floor(rest / count)
  }
  return row
}

function merged(runs: Iterable<SourceRun>): SourceRun[] {
  const found: SourceRun[] = []
  for (const run of runs) {
    const last = found.at(-1)
    if (last && last.source === run.source && last.first + last.count === run.first)
      found[found.length - 1] = { ...last, count: last.count + run.count }
    else found.push(run)
  }
  return found
}
