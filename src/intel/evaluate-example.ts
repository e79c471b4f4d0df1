import { comparePythonVersions, parsePythonVersion } from '../names/python-version.ts'

/** A record as a test writes it, with whatever a hostile one would say. */
export interface ExampleRecord {
  readonly id: string
  readonly aliases?: readonly string[]
  readonly affected: readonly ExampleAffected[]
  readonly [key: string]: unknown
}

interface ExampleAffected {
  readonly package: { readonly ecosystem: string; readonly name: string }
  readonly ranges?: readonly { readonly type: string; readonly events: readonly Record<string, string>[] }[]
  readonly versions?: readonly string[]
}

type Answer = 'affected' | 'unaffected' | 'unknown'
function worst(answers: readonly Answer[]): Answer {
  const given = new Set(answers)
  return given.has('affected') ? 'affected' : given.has('unknown') ? 'unknown' : 'unaffected'
}

type Compare = (version: string, bound: string) => number | undefined

/**
 * Whether a record applies to a version, evaluated as the OSV schema writes it down, event by event and version by
 * version, without keys, intervals and index. It shares no code with what it is compared with but the order of
 * Python versions, which has vectors of its own.
 */
export function evaluate(record: ExampleRecord, ecosystem: string, name: string, version: string): Answer {
  const answers = record.affected
    .filter((entry) => entry.package.ecosystem === ecosystem && sameName(ecosystem, entry.package.name, name))
    .map((entry) => evaluateEntry(entry, version, ecosystem === 'npm' ? compareNpm : comparePypi))
  return worst(answers)
}

function sameName(ecosystem: string, a: string, b: string): boolean {
  if (ecosystem !== 'PyPI') return a === b
  const fold = (text: string): string => text.toLowerCase().replaceAll(/[-_.]+/g, '-')
  return fold(a) === fold(b)
}

function evaluateEntry(entry: ExampleAffected, version: string, compare: Compare): Answer {
  for (const listed of entry.versions ?? [])
    if (listed === version || compare(version, listed) === 0) return 'affected'
  const ranges = (entry.ranges ?? []).filter(({ type }) => type !== 'GIT')
  if (ranges.length === 0 && (entry.versions ?? []).length === 0) return 'unknown'
  const answers = ranges.map((range) => evaluateRange(range, version, compare))
  return worst(answers)
}

function evaluateRange(
  { type, events }: { readonly type: string; readonly events: readonly Record<string, string>[] },
  version: string,
  compare: Compare,
): Answer {
  if (type !== 'ECOSYSTEM' && type !== 'SEMVER') return 'unknown'
  const all = events.flatMap((event) => Object.entries(event))
  const readable = ([kind, bound]: readonly [string, string]): boolean =>
    ['introduced', 'fixed', 'last_affected', 'limit'].includes(kind) &&
    (compare(bound, bound) !== undefined ||
      (kind === 'introduced' && bound === '0') ||
      (kind === 'limit' && bound === '*'))
  const odd = all.filter((event) => !readable(event))
  const starts = all.filter((event) => event[0] === 'introduced' && readable(event))
  if (odd.length > 0 || starts.length === 0) {
    const before = starts.every(([, bound]) => bound !== '0' && (compare(version, bound) ?? 0) < 0)
    return odd.every(([kind]) => ['fixed', 'last_affected', 'limit'].includes(kind)) &&
      starts.length > 0 &&
      before
      ? 'unaffected'
      : 'unknown'
  }
  const limits = all.filter(([kind]) => kind === 'limit')
  const below = limits.some(([, bound]) => bound === '*' || (compare(version, bound) ?? 0) < 0)
  if (limits.length > 0 && !below) return 'unaffected'
  const sorted = all
    .filter(([kind]) => kind !== 'limit')
    .toSorted(([kindA, a], [kindB, b]) => {
      const [first, second] = [kindA === 'introduced' && a === '0', kindB === 'introduced' && b === '0']
      return first || second ? Number(second) - Number(first) : (compareExactly(a, b, compare) ?? 0)
    })
  let vulnerable = false
  for (const [kind, bound] of sorted) {
    const order = kind === 'introduced' && bound === '0' ? 1 : compare(version, bound)!
    if (kind === 'introduced' && order >= 0) vulnerable = true
    if (kind === 'fixed' && order >= 0) vulnerable = false
    if (kind === 'last_affected' && order > 0) vulnerable = false
  }
  return vulnerable ? 'affected' : 'unaffected'
}

/** Between two bounds a local part counts. */
function compareExactly(a: string, b: string, compare: Compare): number | undefined {
  const [left, right] = [parsePythonVersion(a), parsePythonVersion(b)]
  return compare === comparePypi && left && right ? comparePythonVersions(left, right) : compare(a, b)
}

/** A build with a local part is the release that the bound means. */
function comparePypi(version: string, bound: string): number | undefined {
  const [left, right] = [parsePythonVersion(version), parsePythonVersion(bound)]
  if (!left || !right) return undefined
  if (right.local) return comparePythonVersions(left, right)
  const { local: _, ...released } = left
  return comparePythonVersions(released, right)
}

function compareNpm(version: string, bound: string): number | undefined {
  const [left, right] = [npmParts(version), npmParts(bound)]
  if (!left || !right) return undefined
  for (let i = 0; i < 3; i++) {
    const difference = left.numbers[i]! - right.numbers[i]!
    if (difference !== 0n) return difference > 0n ? 1 : -1
  }
  if (left.words === undefined || right.words === undefined)
    return Number(left.words === undefined) - Number(right.words === undefined)
  for (let i = 0; i < Math.max(left.words.length, right.words.length); i++) {
    const [a, b] = [left.words[i], right.words[i]]
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1
    const [isA, isB] = [/^\d+$/.test(a), /^\d+$/.test(b)]
    if (isA && isB && BigInt(a) !== BigInt(b)) return BigInt(a) > BigInt(b) ? 1 : -1
    if (isA !== isB) return isA ? -1 : 1
    if (!isA && a !== b) return a > b ? 1 : -1
  }
  return 0
}

function npmParts(
  text: string,
): { readonly numbers: readonly bigint[]; readonly words: readonly string[] | undefined } | undefined {
  const [, release = '', words] = /^v?(\d+\.\d+\.\d+)(?:-([\w.-]+))?(?:\+.*)?$/.exec(text) ?? []
  return release === ''
    ? undefined
    : { numbers: release.split('.').map(BigInt), words: words === undefined ? undefined : words.split('.') }
}
