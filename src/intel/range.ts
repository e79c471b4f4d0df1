import type { Interval, NamedVersion } from '../advisories/coverage.ts'
import {
  againstBound,
  boundKey,
  keysOfBound,
  type AdvisoryEcosystem,
  type VersionKey,
} from '../advisories/version-key.ts'
import { shortened, visible } from '../text/visible.ts'
import { listIn, recordOf, textIn } from './json-value.ts'

const MAX_EVENTS = 10_000
const MAX_VERSION = 200
/** Before every version, pre-releases of 0 included. */
const FIRST = '0'
const UNLIMITED = '*'
const KINDS = ['introduced', 'fixed', 'last_affected', 'limit'] as const
type Kind = (typeof KINDS)[number]

interface Stated {
  readonly kind: Kind
  readonly version: string
}

interface Event {
  readonly kind: Kind
  /** Absent for the start of all versions. */
  readonly key?: VersionKey
}

export interface Range {
  readonly intervals: readonly Interval[]
  readonly fixed: readonly NamedVersion[]
  /** Set when the range as a whole cannot be read: then it has no intervals. */
  readonly unreadable?: { readonly from?: VersionKey; readonly what: string }
}

/** A list of events, read as the OSV schema evaluates it. One event that cannot be read leaves all of it open. */
export function readRange(ecosystem: AdvisoryEcosystem, range: unknown): Range {
  const stated = listIn(range, 'events')
  if (stated.length > MAX_EVENTS) return unreadable(`${stated.length} events`)
  const events: Event[] = []
  const fixed: NamedVersion[] = []
  const odd: string[] = []
  let startsKnown = true
  let unlimited = false
  for (const item of stated) {
    const found = eventsIn(item)
    if (found.length === 0) {
      odd.push(`event ${shown(item)}`)
      startsKnown = false
    }
    for (const { kind, version } of found) {
      const key = boundKey(ecosystem, version)
      if (kind === 'introduced' && version === FIRST) events.push({ kind })
      else if (kind === 'limit' && version === UNLIMITED) unlimited = true
      else if (key !== undefined) {
        events.push({ kind, key })
        if (kind === 'fixed') fixed.push({ text: version, key })
      } else {
        odd.push(`${kind} ${shown(version)}`)
        startsKnown &&= kind !== 'introduced'
      }
    }
  }
  const sorted = events.toSorted((a, b) => compareEvents(a, b))
  const start = sorted.find(({ kind }) => kind === 'introduced')
  if (odd.length === 0 && start)
    return { intervals: walk(unlimited ? sorted.filter(({ kind }) => kind !== 'limit') : sorted), fixed }
  // An end that cannot be read lies anywhere behind the first start; a start that cannot be read, anywhere.
  const from = startsKnown ? start?.key : undefined
  return { ...unreadable(odd[0] ?? 'a range that begins nowhere', from), fixed }
}

function unreadable(what: string, from?: VersionKey): Range {
  return { intervals: [], fixed: [], unreadable: { ...(from !== undefined && { from }), what } }
}

/** What an event says, if it says nothing else. */
function eventsIn(item: unknown): readonly Stated[] {
  const record = recordOf(item)
  if (!record) return []
  const events = KINDS.flatMap((kind) => {
    const version = textIn(record, kind)
    return version === undefined || version.length > MAX_VERSION ? [] : [{ kind, version }]
  })
  return events.length === Object.keys(record).length ? events : []
}

/** Of equal versions the first listed stays the first. */
function compareEvents(a: Event, b: Event): number {
  if (a.key === undefined || b.key === undefined)
    return Number(b.key === undefined) - Number(a.key === undefined)
  return compareBounds(a.key, b.key)
}

function compareBounds(a: VersionKey, b: VersionKey): number {
  return againstBound(keysOfBound(a), b)
}

function walk(events: readonly Event[]): readonly Interval[] {
  const limit = events.findLast(({ kind }) => kind === 'limit')?.key
  const intervals: Interval[] = []
  let open: Pick<Interval, 'from'> | undefined
  for (const { kind, key } of events) {
    if (kind === 'introduced') open ??= key === undefined ? {} : { from: key }
    if (key === undefined || kind === 'introduced' || kind === 'limit') continue
    // What is fixed in a version is not affected in it, whatever was said before.
    if (kind === 'fixed') endBefore(key, intervals)
    if (open) intervals.push({ ...open, to: key, ...(kind === 'last_affected' && { last: true }) })
    open = undefined
  }
  if (open) intervals.push(open)
  return limit === undefined ? intervals : intervals.flatMap((interval) => limited(interval, limit))
}

function endBefore(key: VersionKey, intervals: Interval[]): void {
  for (let i = intervals.length - 1; i >= 0; i--) {
    const { from, to } = intervals[i]!
    if (to === undefined || compareBounds(to, key) !== 0) return
    intervals[i] = { ...(from !== undefined && { from }), to }
  }
}

/** Nothing is said from the limit on. */
function limited(interval: Interval, limit: VersionKey): readonly Interval[] {
  const { from, to } = interval
  if (from !== undefined && compareBounds(from, limit) >= 0) return []
  if (to !== undefined && compareBounds(to, limit) < 0) return [interval]
  return [{ ...(from !== undefined && { from }), to: limit }]
}

/** A piece of a record for a message. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return shortened(visible(text.slice(0, 400)), 60)
}
