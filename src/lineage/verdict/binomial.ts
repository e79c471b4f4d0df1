/**
 * Probability that at least `seen` of `trials` independent events of a small probability `p` happen: the tail of the
 * binomial distribution, by the Poisson distribution that it has as its limit.
 */
export function atLeast(seen: number, trials: number, p: number): number {
  const expected = trials * p
  // Up to the mean the tail is the larger part, and never an alarm.
  if (seen <= expected) return 1
  let term = Math.exp(seen * Math.log(expected) - expected - logFactorial(seen))
  let sum = 0
  for (let k = seen; term > sum * 1e-12; k++) {
    sum += term
    term *= expected / (k + 1)
  }
  return Math.min(1, sum)
}

/** Stirling's series: within a permille from 1 on. */
function logFactorial(n: number): number {
  return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n)
}
