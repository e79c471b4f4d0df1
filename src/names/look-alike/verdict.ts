/** How surely a name is meant to be taken for another, from the name alone. */
export type Verdict = 'none' | 'low' | 'medium' | 'high'

export interface Judgement {
  readonly verdict: Verdict
  /** The name that a person meant; absent where the verdict is `none`. */
  readonly target?: string
  /** Half a sentence after the name: `is numpy with two letters swapped`. */
  readonly why: string
}

export interface LookAlike extends Judgement {
  /** As it was asked. Untrusted text. */
  readonly name: string
}

/** What one way of looking says of a name. */
export interface Resemblance {
  readonly verdict: Exclude<Verdict, 'none'>
  readonly target: string
  readonly why: string
  /** Below 1 for high; decides between several targets. */
  readonly ratio: number
}

export function verdictOf(ratio: number): Verdict {
  return ratio <= 1 ? 'high' : ratio <= 1.5 ? 'medium' : ratio <= 2 ? 'low' : 'none'
}
