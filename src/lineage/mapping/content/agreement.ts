import { codecOf } from '../../codecs/codecs.ts'

export interface Agreement {
  /** `nothing`: both are zero, or too little to say. */
  readonly kind: 'same' | 'different' | 'nothing'
  readonly cosine: number
}

/**
 * Cosine from which a row counts as the one it was made of. Measured over all types: own rows have 0.94 and more, of signs
 * alone 0.72, of ternary types 0.44; the most alike of other rows 0.58, their signs 0.49.
 */
const SAME = 0.75
const SIGNS = 0.6
const TERNARY = 0.35
/** Rows that have nothing to do with one another have a cosine of 1/√n, give or take as much: this many times that is no chance. */
const CHANCE = 6.5
/** Below this many values only equality says something. */
const FEW = 24
const CLOSE = 0.02

/** Whether values of a candidate may have been made of these of the reference. */
export function agreement(stored: Float32Array, reference: Float32Array, type: string): Agreement {
  const n = Math.min(stored.length, reference.length)
  let dot = 0
  let a = 0
  let b = 0
  let apart = 0
  for (let i = 0; i < n; i++) {
    const x = stored[i]!
    const y = reference[i]!
    dot += x * y
    a += x * x
    b += y * y
    apart += (x - y) ** 2
  }
  if (a === 0 && b === 0) return { kind: 'nothing', cosine: 1 }
  const cosine = a > 0 && b > 0 ? dot / Math.sqrt(a * b) : 0
  const proof = codecOf(type)?.proof
  const plain = type === 'F32' || type === 'F16' || type === 'BF16' || type === 'F64'
  if (!Number.isFinite(cosine)) return { kind: 'different', cosine: 0 }
  // Norms all point the same way: how far they are apart says more. Of few values nothing else does.
  if (plain && cosine > SAME) return { kind: apart <= 0.25 * b ? 'same' : 'different', cosine }
  if (n < FEW) return { kind: apart <= CLOSE * b ? 'same' : 'different', cosine }
  const least = type.startsWith('TQ') ? TERNARY : proof === 'signs' ? SIGNS : SAME
  const enough = Math.min(0.97, Math.max(least, CHANCE / Math.sqrt(n)))
  return { kind: cosine >= enough ? 'same' : 'different', cosine }
}
