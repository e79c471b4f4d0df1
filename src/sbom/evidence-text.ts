import { GAP_REASONS, type Evidence, type Gap } from '../model/finding.ts'
import { byteRange, lineRange, type Location, type Range } from '../model/location.ts'

const LOCATED = /^(?<path>[^\s:@{][^\s:@]*)(?:(?<unit>[:@])(?<start>\d{1,15})(?:-(?<end>\d{1,15}))?)?$/

/** `src/app.py:12 is loaded by from_pretrained` where that is read back as it was, else JSON. */
export function evidenceText(evidence: Evidence): string {
  const text = `${locationText(evidence.at)} ${evidence.says}`
  return same(readable(text), evidence) ? text : JSON.stringify(evidence)
}

export function parseEvidence(text: string): Evidence | undefined {
  if (!text.startsWith('{')) return readable(text)
  const value = parsed(text)
  const at = locationOf(value?.['at'])
  const says = value?.['says']
  const excerpt = value?.['excerpt']
  if (!at || typeof says !== 'string') return undefined
  return { at, says, ...(typeof excerpt === 'string' && { excerpt }) }
}

/** `model.bin limit: larger than the limit`, with a range behind the path where one is known. */
export function gapText(gap: Gap): string {
  const text = `${locationText(gap.at)} ${gap.reason}: ${gap.detail}`
  return same(readableGap(text), gap) ? text : JSON.stringify(gap)
}

export function parseGap(text: string): Gap | undefined {
  if (!text.startsWith('{')) return readableGap(text)
  const value = parsed(text)
  const at = locationOf(value?.['at'])
  const reason = GAP_REASONS.find((r) => r === value?.['reason'])
  const detail = value?.['detail']
  return at && reason && typeof detail === 'string' ? { at, reason, detail } : undefined
}

function readable(text: string): Evidence | undefined {
  const space = text.indexOf(' ')
  const at = space < 0 ? undefined : parseLocation(text.slice(0, space))
  return at && { at, says: text.slice(space + 1) }
}

function readableGap(text: string): Gap | undefined {
  const seen = readable(text)
  const colon = seen?.says.indexOf(': ') ?? -1
  const reason = GAP_REASONS.find((r) => r === seen?.says.slice(0, colon))
  return seen && reason && { at: seen.at, reason, detail: seen.says.slice(colon + 2) }
}

/** Lines as `path:3` and `path:3-5`, bytes as `path@0` and `path@0-8`. */
function locationText({ path, range }: Location): string {
  if (!range) return path
  const { unit, start, end } = range
  const one = end === (unit === 'line' ? start : start + 1)
  return `${path}${unit === 'line' ? ':' : '@'}${start}${one ? '' : `-${end}`}`
}

function parseLocation(text: string): Location | undefined {
  const groups = LOCATED.exec(text)?.groups
  if (!groups) return undefined
  const { path = '', unit, start, end } = groups
  if (unit === undefined) return { path }
  const range = unit === ':' ? lineRange : byteRange
  return {
    path,
    range: end === undefined ? range(Number(start)) : range(Number(start), Number(end)),
  }
}

function locationOf(value: unknown): Location | undefined {
  if (!isRecord(value) || typeof value['path'] !== 'string') return undefined
  const range = rangeOf(value['range'])
  return { path: value['path'], ...(range && { range }) }
}

function rangeOf(value: unknown): Range | undefined {
  if (!isRecord(value)) return undefined
  const { unit, start, end } = value
  if (unit !== 'byte' && unit !== 'line') return undefined
  return typeof start === 'number' && typeof end === 'number' ? { unit, start, end } : undefined
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function same(a: Evidence | Gap | undefined, b: Evidence | Gap): boolean {
  return a !== undefined && canonical(a) === canonical(b)
}

/** Equal whatever the order of keys. */
function canonical(value: Evidence | Gap): string {
  const { path, range } = value.at
  const rest = 'says' in value ? [value.says, value.excerpt] : [value.reason, value.detail]
  return JSON.stringify([path, range?.unit, range?.start, range?.end, ...rest])
}
