import type { Cells } from './cells.ts'

/** How far from a mean a factor may be: what is left in that of errors of rounding. */
export const ROUGH: number = 1 / 16
/** How far from where most codes of one row or column would have it. */
export const FINE: number = 1 / 64
const BINS = 320

/** Counts, for one factor, how many codes allow which values of it. */
export interface Votes {
  readonly guess: number
  /** Part of the guess that is looked at, to both sides. */
  readonly near: number
  /** Differences between neighbouring bins. */
  readonly steps: Int32Array
}

export function votesAround(guess: number, near: number): Votes {
  return { guess, near, steps: new Int32Array(BINS + 1) }
}

/**
 * A code is the nearest for factors in an interval: this one allows those. The outermost codes of 4 bits take everything
 * beyond them.
 */
export function vote(votes: Votes, weight: number, scale: number, code: number, zero: number): void {
  const steps = (weight * votes.guess) / scale
  if (!(Math.abs(steps) > 0.25)) return
  const below = (code === 0 ? -Infinity : code - zero - 0.5) / steps
  const above = (code === 15 ? Infinity : code - zero + 0.5) / steps
  const from = binOf(Math.min(below, above), votes)
  const to = binOf(Math.max(below, above), votes)
  votes.steps[from]!++
  votes.steps[to]!--
}

/** The same for a row that was divided by the factor. */
export function voteInverse(votes: Votes, reference: Float32Array, { codes, scales, zeros }: Cells): void {
  for (let i = 0; i < codes.length; i++) {
    const steps = reference[i]! / votes.guess / scales[i]!
    if (!(Math.abs(steps) > 0.25)) continue
    const edges = [
      (codes[i] === 0 ? -Infinity : codes[i]! - zeros[i]! - 0.5) / steps,
      (codes[i] === 15 ? Infinity : codes[i]! - zeros[i]! + 0.5) / steps,
    ]
    const low = Math.max(1e-6, Math.min(...edges))
    const high = Math.max(low, Math.max(...edges))
    votes.steps[binOf(1 / high, votes)]!++
    votes.steps[binOf(1 / low, votes)]!--
  }
}

function binOf(ratio: number, { near }: Votes): number {
  const bin = Math.round(((ratio - 1) / (2 * near) + 0.5) * BINS)
  return bin < 0 ? 0 : bin > BINS ? BINS : bin
}

/** The middle of the values that most codes allow. */
export function elected({ guess, near, steps }: Votes): number {
  let open = 0
  let most = -1
  let [first, last] = [0, 0]
  for (let bin = 0; bin < BINS; bin++) {
    open += steps[bin]!
    if (open > most) [most, first, last] = [open, bin, bin]
    else if (open === most && last === bin - 1) last = bin
  }
  return guess * (1 + ((first + last + 1) / 2 / BINS - 0.5) * 2 * near)
}

/**
 * The factor of a row that makes most of its codes the nearest ones: each code allows an interval of factors, and where most
 * of them overlap is the factor. NaN where the row says nothing.
 */
export function rowFactor(reference: Float32Array, cells: Cells): number {
  const guess = roughFactor(reference, cells)
  if (!Number.isFinite(guess)) return guess
  const votes = votesAround(guess, ROUGH)
  voteRow(votes, reference, cells)
  return elected(votes)
}

function voteRow(votes: Votes, reference: Float32Array, { codes, scales, zeros }: Cells): void {
  for (let i = 0; i < codes.length; i++) vote(votes, reference[i]!, scales[i]!, codes[i]!, zeros[i]!)
}

/** By least squares: off by a few percent, as errors of rounding are not independent of weights. */
function roughFactor(reference: Float32Array, { codes, scales, zeros }: Cells): number {
  let dot = 0
  let energy = 0
  for (let i = 0; i < codes.length; i++) {
    dot += scales[i]! * (codes[i]! - zeros[i]!) * reference[i]!
    energy += reference[i]! * reference[i]!
  }
  const guess = dot / energy
  return Number.isFinite(guess) && guess > 0 ? guess : Number.NaN
}
