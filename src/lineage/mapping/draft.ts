import type { StoredTensor } from '../files/model-files.ts'
import type { Elementwise, Piece, Recipe } from './recipe.ts'
import { lastRow, pieceRows } from './source-runs.ts'

/** A guess at what a tensor was made of, before its sizes and its content were looked at. */
export interface Draft {
  readonly sources: readonly StoredTensor[]
  readonly pieces?: readonly Piece[]
  readonly transposed?: boolean
  readonly matrixRows?: number
  readonly columns?: Int32Array
  readonly elementwise?: Elementwise
  /** Pieces are of single values: biases. */
  readonly single?: boolean
}

type Shaped = Omit<Recipe, 'found'>

/** The recipe that a draft makes for a tensor; undefined where the sizes do not go together. */
export function shaped(tensor: StoredTensor, draft: Draft): Shaped | undefined {
  const [source] = draft.sources
  const total = elements(tensor)
  if (!source || total === undefined || total === 0) return undefined
  if (draft.sources.some((s) => elements(s) === undefined)) return undefined
  const width = draft.single ? 1 : (tensor.shape.at(-1) ?? 1)
  const base = {
    tensor: tensor.name,
    rows: total / width,
    width,
    sources: draft.sources,
    ...(draft.columns && { columns: draft.columns }),
    elementwise: draft.elementwise ?? ({ kind: 'none' } as const),
  }
  if (draft.columns && draft.columns.length !== width) return undefined
  const recipe = draft.transposed
    ? turned(base, draft)
    : draft.pieces
      ? { ...base, pieces: draft.pieces, transposed: false }
      : straight(base, tensor, source)
  return recipe && fits(recipe) ? recipe : undefined
}

type Base = Omit<Shaped, 'transposed'>

function turned(base: Base, { pieces, matrixRows }: Draft): Shaped | undefined {
  const [source] = base.sources
  const columns = source?.shape.at(-1) ?? 1
  return {
    ...base,
    transposed: true,
    matrixColumns: columns,
    ...(matrixRows !== undefined && { matrixRows }),
    ...(pieces && { pieces }),
  }
}

/** Row for row, or values in the same order under another shape; of a table of tokens the rows that both have. */
function straight(base: Base, tensor: StoredTensor, source: StoredTensor): Shaped | undefined {
  const mine = squeezed(tensor.shape)
  const theirs = squeezed(source.shape)
  const total = base.rows * base.width
  if (elements(source) === total && !reversed(mine, theirs)) return { ...base, transposed: false }
  if (mine.length !== 2 || theirs.length !== 2 || mine[1] !== theirs[1]) return undefined
  return { ...base, rows: Math.min(mine[0]!, theirs[0]!), transposed: false }
}

function fits(recipe: Shaped): boolean {
  const { pieces, sources, rows, width, transposed, matrixColumns = 1, matrixRows = width } = recipe
  // Whole matrices alone have columns.
  const available = (source: StoredTensor): number => {
    const matrices = elements(source)! / (matrixRows * matrixColumns)
    if (!transposed) return elements(source)! / width
    return Number.isInteger(matrices) ? matrices * matrixColumns : Number.NaN
  }
  if (sources.some((s) => !Number.isInteger(available(s)))) return false
  if (transposed && matrixRows < width) return false
  if (!pieces) return available(sources[0]!) >= rows && (!transposed || available(sources[0]!) === rows)
  const sane = pieces.every(
    (piece) =>
      piece.first >= 0 &&
      piece.steps.length > 0 &&
      piece.steps.every(({ count, stride }) => whole(count) && whole(stride)) &&
      piece.source < sources.length &&
      lastRow(piece) < available(sources[piece.source]!),
  )
  return sane && pieces.reduce((sum, piece) => sum + pieceRows(piece), 0) === rows
}

function whole(value: number): boolean {
  return Number.isInteger(value) && value > 0
}

/** Number of values; undefined where it is no number to count with. */
export function elements({ shape }: StoredTensor): number | undefined {
  const product = shape.reduce((n, size) => n * size, 1)
  return Number.isSafeInteger(product) && product >= 0 ? product : undefined
}

/** Without dimensions of one. */
export function squeezed(shape: readonly number[]): readonly number[] {
  return shape.filter((n) => n !== 1)
}

/** Whether the last two dimensions have changed places. */
export function reversed(a: readonly number[], b: readonly number[]): boolean {
  const n = a.length
  return (
    n >= 2 &&
    n === b.length &&
    a[n - 1] !== a[n - 2] &&
    a[n - 1] === b[n - 2] &&
    a[n - 2] === b[n - 1] &&
    a.slice(0, -2).every((size, i) => size === b[i])
  )
}
