/** Weights of CVSS 3.x base metrics, from its specification. */
const WEIGHTS = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  PR: { N: 0.85, L: 0.62, H: 0.27 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>
/** Privileges weigh more where the scope changes. */
const CHANGED_PRIVILEGES: Readonly<Record<string, number>> = { N: 0.85, L: 0.68, H: 0.5 }

/** The base score of a CVSS 3.0 or 3.1 vector, 0 to 10; undefined when it is none. */
export function cvss3Score(metrics: ReadonlyMap<string, string>): number | undefined {
  const scope = metrics.get('S')
  if (scope !== 'U' && scope !== 'C') return undefined
  const changed = scope === 'C'
  const weight = (metric: keyof typeof WEIGHTS): number => {
    const value = metrics.get(metric) ?? ''
    const weights: Readonly<Record<string, number>> =
      metric === 'PR' && changed ? CHANGED_PRIVILEGES : WEIGHTS[metric]
    return Object.hasOwn(weights, value) ? weights[value]! : Number.NaN
  }
  const base = 1 - (1 - weight('C')) * (1 - weight('I')) * (1 - weight('A'))
  const impact = changed ? 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15 : 6.42 * base
  const exploitability = 8.22 * weight('AV') * weight('AC') * weight('PR') * weight('UI')
  if (Number.isNaN(impact + exploitability)) return undefined
  if (impact <= 0) return 0
  return roundedUp(Math.min(10, (changed ? 1.08 : 1) * (impact + exploitability)))
}

/** To one decimal, upwards, without the noise of binary fractions. */
function roundedUp(score: number): number {
  const whole = Math.round(score * 100_000)
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10
}
