/** Weights that are the same on every machine: numbers that float32 holds exactly, with rows that are out of the ordinary. */
export const PATTERN = { rows: 12, width: 512 } as const

function randomBytes(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  }
}

export function patternWeights(): Float32Array {
  const { rows, width } = PATTERN
  const next = randomBytes(12_345)
  const all = new Float32Array(rows * width)
  for (let i = 0; i < all.length; i++) all[i] = (next() + next() + next() + next() - 510) / 8192
  const row = (r: number, change: (value: number, column: number) => number): void => {
    for (let c = 0; c < width; c++) all[r * width + c] = change(all[r * width + c]!, c)
  }
  row(1, (v) => v * 8)
  row(2, (v, c) => (c < 256 ? 0 : v))
  row(3, (v) => Math.abs(v))
  row(4, (v, c) => (c % 37 === 0 ? v * 64 : v))
  row(5, (v) => (v > 0 ? 0.125 : -0.125))
  row(6, (v) => v / 4096)
  row(7, (v, c) => (c >= 100 && c < 140 ? 0.0625 : v))
  row(8, (v) => -Math.abs(v))
  row(9, (v, c) => (c % 2 === 1 ? 0 : v))
  return all
}

/** Importances from next to nothing to a thousand times the mean, one of them zero. */
export function patternImportance(): Float32Array {
  const next = randomBytes(99)
  const all = Float32Array.from({ length: PATTERN.width }, () => (next() ** 3 + 1) / 4096)
  all[7] = 0
  return all
}
