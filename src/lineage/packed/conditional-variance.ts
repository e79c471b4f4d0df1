/** One column of what rounding left, over the rows that were looked at. */
export interface Column {
  readonly group: number
  readonly values: Float32Array
  /** Step of each row in the group of the column. */
  readonly scales: Float32Array
  /** Whether the code of a row lies within its range: what was cut to the outermost code is no rounding error. */
  readonly inside: Uint8Array
}

/**
 * Variance of each column in steps, without what the columns before explain. Rows are weighted by their step in the group
 * of the column: errors are of one size in steps, while they are passed on in weights.
 */
export function conditionalVariances(columns: readonly Column[]): number[] {
  const found: number[] = []
  for (let from = 0; from < columns.length;) {
    let to = from + 1
    while (to < columns.length && columns[to]!.group === columns[from]!.group) to++
    const scales = columns[from]!.scales
    const basis = columns.slice(0, to).map(({ values }) => weighted(values, scales))
    for (let k = 0; k < to; k++) {
      for (let before = 0; before < k; before++) project(basis[k]!, basis[before]!)
      if (k >= from) found.push(variance(basis[k]!, columns[k]!.inside, k))
    }
    from = to
  }
  return found
}

function weighted(values: Float32Array, scales: Float32Array): Float64Array {
  return Float64Array.from(values, (v, r) => (scales[r]! > 0 ? v / scales[r]! : 0))
}

/** Takes away what lies along another column. */
function project(column: Float64Array, along: Float64Array): void {
  let dot = 0
  let length = 0
  for (let r = 0; r < column.length; r++) {
    dot += column[r]! * along[r]!
    length += along[r]! * along[r]!
  }
  if (!(length > 0)) return
  const factor = dot / length
  for (let r = 0; r < column.length; r++) column[r]! -= factor * along[r]!
}

function variance(column: Float64Array, inside: Uint8Array, explained: number): number {
  let sum = 0
  let rows = 0
  for (let r = 0; r < column.length; r++)
    if (inside[r] === 1) {
      sum += column[r]! * column[r]!
      rows++
    }
  const free = rows * (1 - explained / column.length)
  // Columns of zeros, which nothing was quantised in, leave nothing.
  return free > 0 && sum > 0 ? sum / free : 1 / 12
}
