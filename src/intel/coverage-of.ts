import { verdictOf, type Coverage, type Interval, type Unreadable } from '../advisories/coverage.ts'
import { compareVersions, isReadable, type AdvisoryEcosystem } from '../advisories/version-order.ts'
import { shortened, visible } from '../text/visible.ts'
import { listIn, recordOf, textIn, valueIn } from './json-value.ts'

const MAX_RANGES = 2000
const MAX_EVENTS = 10_000
const MAX_VERSIONS = 50_000
const MAX_VERSION = 200
/** Before every version, pre-releases of 0 included. */
const FIRST = '0'
const UNLIMITED = '*'
const KINDS = ['introduced', 'fixed', 'last_affected', 'limit'] as const

interface Event {
  readonly kind: (typeof KINDS)[number]
  readonly version: string
}

/** What an `affected` entry covers. Whatever it says that cannot be read is in `unreadable`. */
export function coverageOf(ecosystem: AdvisoryEcosystem, entry: unknown): Coverage {
  const intervals: Interval[] = []
  const unreadable: Unreadable[] = []
  const fixed = new Set<string>()
  const ranges = listIn(entry, 'ranges')
  const listed = listIn(entry, 'versions')
  let commits = false
  for (const range of ranges.slice(0, MAX_RANGES)) {
    const type = textIn(range, 'type')
    if (type === 'GIT') {
      commits = true
      continue
    }
    const read =
      type === 'ECOSYSTEM' || type === 'SEMVER'
        ? readRange(ecosystem, range)
        : { what: `range of type ${shown(valueIn(range, 'type'))}` }
    for (const fix of read.fixed ?? []) fixed.add(fix)
    intervals.push(...(read.intervals ?? []))
    if (read.what !== undefined)
      unreadable.push({ ...(read.from !== undefined && { from: read.from }), what: read.what })
  }
  const odd = listed.find((version) => typeof version !== 'string' || version.length > MAX_VERSION)
  if (odd !== undefined) unreadable.push({ what: `version ${shown(odd)}` })
  if (ranges.length > MAX_RANGES || listed.length > MAX_VERSIONS)
    unreadable.push({ what: 'more ranges or versions than are read' })
  if (intervals.length === 0 && unreadable.length === 0 && listed.length === 0)
    unreadable.push({ what: commits ? 'commits, no versions' : 'no versions' })
  const known: Coverage = { intervals, versions: [], unreadable: [], fixed: [...fixed] }
  const versions = new Set<string>()
  for (const version of listed.slice(0, MAX_VERSIONS))
    if (typeof version === 'string' && version.length <= MAX_VERSION && !versions.has(version))
      if (verdictOf(ecosystem, version, known).kind !== 'affected') versions.add(version)
  return { ...known, versions: [...versions], unreadable }
}

interface Range {
  readonly intervals?: readonly Interval[]
  readonly fixed?: readonly string[]
  readonly from?: string
  readonly what?: string
}

function readRange(ecosystem: AdvisoryEcosystem, range: unknown): Range {
  const stated = listIn(range, 'events')
  if (stated.length > MAX_EVENTS) return { what: `${stated.length} events` }
  const events: Event[] = []
  const odd: string[] = []
  let unlimited = false
  const readable = (event: Event): boolean =>
    (event.kind === 'introduced' && event.version === FIRST) || isReadable(ecosystem, event.version)
  for (const item of stated) {
    const found = eventsOf(item)
    if (found.length === 0) odd.push(`event ${shown(item)}`)
    for (const event of found) {
      if (event.kind === 'limit' && event.version === UNLIMITED) unlimited = true
      else if (readable(event)) events.push(event)
      else odd.push(`${event.kind} ${shown(event.version)}`)
    }
  }
  const starts = events.filter(({ kind }) => kind === 'introduced')
  if (odd.length === 0 && starts.length === 0) odd.push('a range that begins nowhere')
  const fixed = events.filter(({ kind }) => kind === 'fixed').map(({ version }) => version)
  const sorted = byVersion(ecosystem, events)
  if (odd.length === 0) return { intervals: walk(ecosystem, sorted, unlimited), fixed }
  const first = sorted.find(({ kind }) => kind === 'introduced')?.version
  // An unreadable end can be anywhere behind the first start; an unreadable start can be anywhere.
  const startsKnown = odd.every((what) => !/^(?:introduced|event|a range)\b/.test(what))
  return {
    fixed,
    ...(startsKnown && first !== undefined && first !== FIRST && { from: first }),
    what: odd[0]!,
  }
}

function eventsOf(item: unknown): readonly Event[] {
  const record = recordOf(item)
  if (!record) return []
  const events = KINDS.flatMap((kind) => {
    const version = textIn(record, kind)
    return version === undefined || version.length > MAX_VERSION ? [] : [{ kind, version }]
  })
  return events.length === Object.keys(record).length ? events : []
}

/** Stable: of equal versions the first listed comes first. */
function byVersion(ecosystem: AdvisoryEcosystem, events: readonly Event[]): readonly Event[] {
  const isFirst = ({ kind, version }: Event): boolean => kind === 'introduced' && version === FIRST
  return events.toSorted((a, b) =>
    isFirst(a) || isFirst(b)
      ? Number(isFirst(b)) - Number(isFirst(a))
      : compareVersions(ecosystem, a.version, b.version),
  )
}

function walk(
  ecosystem: AdvisoryEcosystem,
  events: readonly Event[],
  unlimited: boolean,
): readonly Interval[] {
  const limit = unlimited ? undefined : events.findLast(({ kind }) => kind === 'limit')?.version
  const intervals: Interval[] = []
  let open: { readonly from?: string } | undefined
  for (const { kind, version } of events) {
    if (kind === 'introduced') open ??= version === FIRST ? {} : { from: version }
    else if (open && kind !== 'limit') {
      intervals.push({ ...open, to: version, ...(kind === 'last_affected' && { end: 'last' as const }) })
      open = undefined
    }
  }
  if (open) intervals.push(open)
  return limit === undefined
    ? intervals
    : intervals.flatMap((interval) => limited(ecosystem, interval, limit))
}

function limited(ecosystem: AdvisoryEcosystem, interval: Interval, limit: string): readonly Interval[] {
  const { from, to } = interval
  if (from !== undefined && compareVersions(ecosystem, from, limit) >= 0) return []
  if (to !== undefined && compareVersions(ecosystem, to, limit) < 0) return [interval]
  return [{ ...(from !== undefined && { from }), to: limit, end: 'limit' }]
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
  return shortened(visible(text.slice(0, 400)), 60)
}
