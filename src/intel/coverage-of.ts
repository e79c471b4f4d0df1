import {
  holds,
  type Coverage,
  type Interval,
  type NamedVersion,
  type Unreadable,
} from '../advisories/coverage.ts'
import {
  boundKey,
  isLocalBound,
  versionKeys,
  type AdvisoryEcosystem,
  type VersionKeys,
} from '../advisories/version-key.ts'
import { listIn, textIn, valueIn } from './json-value.ts'
import { readRange, shown } from './range.ts'

const MAX_RANGES = 2000
const MAX_VERSIONS = 50_000
const MAX_VERSION = 200

/** What an `affected` entry covers. Whatever it says that cannot be read is in `unreadable`. */
export function coverageOf(ecosystem: AdvisoryEcosystem, entry: unknown): Coverage {
  const intervals: Interval[] = []
  const unreadable: Unreadable[] = []
  const fixed = new Map<string, NamedVersion>()
  const ranges = listIn(entry, 'ranges')
  const listed = listIn(entry, 'versions')
  let commits = false
  let ordered = false
  for (const range of ranges.slice(0, MAX_RANGES)) {
    const type = textIn(range, 'type')
    // Commits say nothing of versions; that they are all there is, is said below.
    if (type === 'GIT') commits = true
    else if (type !== 'ECOSYSTEM' && type !== 'SEMVER')
      unreadable.push({ what: `range of type ${shown(valueIn(range, 'type'))}` })
    else {
      const read = readRange(ecosystem, range)
      ordered = true
      intervals.push(...read.intervals)
      for (const fix of read.fixed) fixed.set(fix.text, fix)
      if (read.unreadable) unreadable.push(read.unreadable)
    }
  }
  const odd = listed.find((version) => typeof version !== 'string' || version.length > MAX_VERSION)
  if (odd !== undefined) unreadable.push({ what: `version ${shown(odd)}` })
  if (ranges.length > MAX_RANGES || listed.length > MAX_VERSIONS)
    unreadable.push({ what: 'more ranges or versions than are read' })
  if (!ordered && unreadable.length === 0 && listed.length === 0)
    unreadable.push({ what: commits ? 'commits, no versions' : 'no versions' })
  return { intervals, versions: others(ecosystem, listed, intervals), unreadable, fixed: [...fixed.values()] }
}

/** Listed versions that lie in no interval. Almost none do, so the lists need not be kept. */
function others(
  ecosystem: AdvisoryEcosystem,
  listed: readonly unknown[],
  intervals: readonly Interval[],
): readonly NamedVersion[] {
  const found = new Map<string, NamedVersion>()
  // A listed release means its builds as well, which an end between builds would not.
  const whole = intervals.filter(({ from = '', to = '' }) => !isLocalBound(from) && !isLocalBound(to))
  for (const version of listed.slice(0, MAX_VERSIONS)) {
    if (typeof version !== 'string' || version.length > MAX_VERSION || found.has(version)) continue
    const keys = knownKeys(ecosystem, version)
    if (keys && whole.some((interval) => holds(interval, keys))) continue
    const key = keys && boundKey(ecosystem, version)
    found.set(version, { text: version, ...(key !== undefined && { key }) })
  }
  return [...found.values()]
}

/** Records of one package list the same versions over and over. */
const MAX_KNOWN = 100_000
const known = new Map<string, VersionKeys | undefined>()

function knownKeys(ecosystem: AdvisoryEcosystem, version: string): VersionKeys | undefined {
  const name = `${ecosystem} ${version}`
  const before = known.get(name)
  if (before !== undefined || known.has(name)) return before
  if (known.size >= MAX_KNOWN) known.clear()
  const keys = versionKeys(ecosystem, version)
  known.set(name, keys)
  return keys
}
