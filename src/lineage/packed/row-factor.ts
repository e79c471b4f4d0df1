import type { Cells } from './cells.ts'

/** Weights of a row that say most of its factor: the largest. */
const LOOKED_AT = 1024
/** How far from the first guess the factor may be: what is left of rounding errors in a mean. */
const NEAR = 0.05

/**
 * The factor of a row that makes most of its codes the nearest ones: each code allows an interval of factors, and where most
 * of them overlap is the factor. NaN where the row says nothing.
 */
export function rowFactor(reference: Float32Array, { codes, scales, zeros }: Cells): number {
  let dot = 0
  let energy = 0
  for (let i = 0; i < codes.length; i++) {
    dot += scales[i]! * (codes[i]! - zeros[i]!) * reference[i]!
    energy += reference[i]! * reference[i]!
  }
  const guess = dot / energy
  if (!Number.isFinite(guess) || guess <= 0) return Number.NaN
  const edges: { readonly at: number; readonly opens: number }[] = []
  for (const i of largest(reference)) {
    const steps = reference[i]! / scales[i]!
    const code = codes[i]! - zeros[i]!
    const [low, high] = [(code - 0.5) / steps, (code + 0.5) / steps].toSorted((a, b) => a - b) as [
      number,
      number,
    ]
    if (!(low < guess * (1 + NEAR)) || !(high > guess * (1 - NEAR))) continue
    edges.push({ at: low, opens: 1 }, { at: high, opens: -1 })
  }
  return mostCovered(edges, guess)
}

function largest(reference: Float32Array): number[] {
  const places = Array.from(reference, (_, i) => i)
  if (places.length <= LOOKED_AT) return places
  return places.toSorted((a, b) => Math.abs(reference[b]!) - Math.abs(reference[a]!)).slice(0, LOOKED_AT)
}

function mostCovered(edges: { readonly at: number; readonly opens: number }[], guess: number): number {
  edges.sort((a, b) => a.at - b.at || b.opens - a.opens)
  let open = 0
  let most = 0
  let found = guess
  for (const [e, { at, opens }] of edges.entries()) {
    open += opens
    const next = edges[e + 1]
    if (open > most && next) {
      most = open
      found = (at + next.at) / 2
    }
  }
  return found
}
