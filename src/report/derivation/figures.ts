import type { TensorResult } from '../../lineage/verdict/derivation.ts'

/** Two significant digits: `0`, `0.00019 %`, `1.4 %`, `94 %`. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '?'
  if (share === 0) return '0 %'
  if (share >= 0.9995 && share < 1) return '99.9+ %'
  return `${Number((100 * share).toPrecision(share >= 0.1 ? 3 : 2))} %`
}

/** `1,204`. */
export function count(n: number): string {
  return n.toLocaleString('en-US')
}

export function figure(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '-' : value.toPrecision(3)
}

/** Share of the compared weights whose code is another one. */
export function mismatchRate({ mismatches, compared }: TensorResult): number {
  return compared > 0 ? mismatches / compared : 0
}

/** `3-9 (120), 17 (4)`: rows and the mismatches in them. */
export function rowRanges({ rows }: TensorResult, most: number): string {
  const shown = rows.slice(0, most).map(({ first, last, mismatches }) => {
    const range = first === last ? `${first}` : `${first}-${last}`
    return mismatches > 0 ? `${range} (${count(mismatches)})` : range
  })
  const more = rows.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` + ${more} more` : ''}`
}
