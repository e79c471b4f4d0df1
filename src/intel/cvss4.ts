type Metrics = ReadonlyMap<string, string>
type Levels = Readonly<Record<string, number>>

/** How far a value lies from the worst one, in steps. */
const STEPS: Readonly<Record<string, Levels>> = {
  AV: { N: 0, A: 1, L: 2, P: 3 },
  PR: { N: 0, L: 1, H: 2 },
  UI: { N: 0, P: 1, A: 2 },
  AC: { L: 0, H: 1 },
  AT: { N: 0, P: 1 },
  VC: { H: 0, L: 1, N: 2 },
  VI: { H: 0, L: 1, N: 2 },
  VA: { H: 0, L: 1, N: 2 },
  SC: { H: 0, L: 1, N: 2 },
  SI: { H: 0, L: 1, N: 2 },
  SA: { H: 0, L: 1, N: 2 },
}

/** Metrics that are judged together, and for each level its worst vectors and how many steps it is deep. */
interface Group {
  readonly metrics: readonly string[]
  readonly worst: readonly (readonly string[])[]
  readonly depth: readonly number[]
}

const EXPLOITABILITY: Group = {
  metrics: ['AV', 'PR', 'UI'],
  worst: [['NNN'], ['ANN', 'NLN', 'NNP'], ['PNN', 'ALP']],
  depth: [1, 4, 5],
}
const COMPLEXITY: Group = { metrics: ['AC', 'AT'], worst: [['LN'], ['HN', 'LP']], depth: [1, 2] }
const VULNERABLE: Group = {
  metrics: ['VC', 'VI', 'VA'],
  worst: [['HHH'], ['LHH', 'HLH'], ['LLL']],
  depth: [7, 8, 10],
}
const SUBSEQUENT: Group = { metrics: ['SC', 'SI', 'SA'], worst: [['HHH'], ['LLL']], depth: [5, 4] }

/**
 * Scores of the worst vector of each combination, from the tables of the CVSS 4.0 specification (FIRST.Org, Inc.),
 * for flaws that are attacked, the worst case that a base score assumes. A row for each level of the vulnerable
 * system and its requirements, the two that only requirements lead to among them; then exploitability,
 * complexity, subsequent systems.
 */
const SCORES: Readonly<Record<VulnerableLevel, readonly number[]>> = {
  both: [10, 9.3, 9.5, 9.2, 9.4, 8.7, 9, 7.7, 8.6, 7, 7.3, 5.4],
  'both-unneeded': [9.6, 9, 9.1, 8.1, 8.9, 7.5, 7.7, 6.6, 7.4, 5.4, 5.5, 4.3],
  one: [9.3, 8.8, 9.2, 8.4, 8.6, 7.2, 7.4, 6.1, 7.2, 5.3, 6.1, 4.6],
  'one-unneeded': [9.2, 8, 8.2, 7, 7.6, 5.7, 5.9, 5.2, 5.7, 3.6, 5.1, 1.8],
  none: [7.9, 6.9, 7.1, 6.3, 6.5, 5.3, 5.8, 2.3, 4.7, 2.4, 2.4, 1],
}
type VulnerableLevel = 'both' | 'both-unneeded' | 'one' | 'one-unneeded' | 'none'
const VULNERABLE_LEVELS: readonly VulnerableLevel[] = ['both', 'one', 'none']
const NEXT_LOWER: Readonly<Record<VulnerableLevel, readonly VulnerableLevel[]>> = {
  both: ['both-unneeded', 'one'],
  'both-unneeded': ['one-unneeded'],
  one: ['one-unneeded'],
  'one-unneeded': ['none'],
  none: [],
}

/** The base score of a CVSS 4.0 vector, 0 to 10; undefined when it is none. */
export function cvss4Score(metrics: Metrics): number | undefined {
  for (const [name, levels] of Object.entries(STEPS))
    if (!Object.hasOwn(levels, metrics.get(name) ?? '')) return undefined
  const is = (name: string, value: string): boolean => metrics.get(name) === value
  if (['VC', 'VI', 'VA', 'SC', 'SI', 'SA'].every((name) => is(name, 'N'))) return 0

  const easy = Number(is('AV', 'N')) + Number(is('PR', 'N')) + Number(is('UI', 'N'))
  const exploitability = easy === 3 ? 0 : easy > 0 && !is('AV', 'P') ? 1 : 2
  const complexity = is('AC', 'L') && is('AT', 'N') ? 0 : 1
  const vulnerable =
    is('VC', 'H') && is('VI', 'H') ? 0 : is('VC', 'H') || is('VI', 'H') || is('VA', 'H') ? 1 : 2
  const subsequent = is('SC', 'H') || is('SI', 'H') || is('SA', 'H') ? 0 : 1

  const level = VULNERABLE_LEVELS[vulnerable]!
  const at = (row: VulnerableLevel, a: number, b: number, c: number): number =>
    SCORES[row][a * 4 + b * 2 + c]!
  const score = at(level, exploitability, complexity, subsequent)
  /** Within a combination the score falls towards that of the next lower one, by each group's share. */
  const shares: number[] = []
  const lean = (group: Group, place: number, lower: readonly number[]): void => {
    if (lower.length === 0) return
    const steps = Math.min(...group.worst[place]!.map((worst) => stepsFrom(worst, group, metrics)))
    shares.push(((score - Math.max(...lower)) * steps) / group.depth[place]!)
  }
  lean(
    EXPLOITABILITY,
    exploitability,
    exploitability < 2 ? [at(level, exploitability + 1, complexity, subsequent)] : [],
  )
  lean(COMPLEXITY, complexity, complexity < 1 ? [at(level, exploitability, 1, subsequent)] : [])
  lean(
    VULNERABLE,
    vulnerable,
    NEXT_LOWER[level].map((row) => at(row, exploitability, complexity, subsequent)),
  )
  lean(SUBSEQUENT, subsequent, subsequent < 1 ? [at(level, exploitability, complexity, 1)] : [])
  // How much it is attacked is a group as well; a base score assumes the worst, where it takes nothing away.
  shares.push(0)
  const fall = shares.reduce((sum, share) => sum + share, 0) / shares.length
  return Math.round(Math.min(10, Math.max(0, score - fall)) * 10 + 1e-9) / 10
}

/** Infinite where some metric is worse than in the vector. */
function stepsFrom(worst: string, { metrics: names }: Group, metrics: Metrics): number {
  let sum = 0
  for (const [i, name] of names.entries()) {
    const steps = STEPS[name]![metrics.get(name)!]! - STEPS[name]![worst[i]!]!
    if (steps < 0) return Infinity
    sum += steps
  }
  return sum
}
