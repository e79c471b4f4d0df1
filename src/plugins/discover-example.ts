import { memoryBytes } from '../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context } from '../model/context.ts'
import type { Discoverer } from '../model/discoverer.ts'
import type { Sample } from '../model/entry.ts'
import { ReadError } from '../model/read-error.ts'
import type { Sighting } from '../model/sighting.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => undefined,
  countMembers: () => undefined,
  countInflated: () => undefined,
  defer: () => undefined,
}

export interface Discovered {
  readonly claimed: boolean
  readonly sightings: readonly Sighting[]
  readonly gaps: readonly string[]
}

/** What a discoverer makes of one file. Errors other than `ReadError` pass through. */
export function discovered<F>(
  discoverer: Discoverer<F>,
  path: string,
  content: string | Uint8Array | object,
): Discovered {
  const isText = typeof content === 'string'
  const data =
    content instanceof Uint8Array
      ? Buffer.from(content)
      : Buffer.from(isText ? content : JSON.stringify(content, undefined, 2))
  const bytes = memoryBytes(data)
  const head = data.subarray(0, 64 * 1024)
  const name = path.split('/').at(-1)!.toLowerCase()
  const sample: Sample = {
    path,
    name,
    size: data.length,
    head,
    text: head.toString('utf8'),
    tail: data.subarray(-66 * 1024),
    bytes,
  }
  const sightings: Sighting[] = []
  const gaps: string[] = []
  const claimed = discoverer.claims(sample)
  try {
    for (const seen of claimed ? discoverer.read({ path, bytes }, ctx) : []) {
      if (seen.kind === 'gap') gaps.push(`${seen.gap.reason}: ${seen.gap.detail}`)
      else sightings.push(...discoverer.sightings(seen.facts, path))
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    gaps.push(`${error.reason}: ${error.message}`)
  }
  return { claimed, sightings, gaps }
}

/** `kind name version in place` of what each sighting is about. */
export function namesOf({ sightings }: Discovered): string[] {
  return sightings.map(({ subject }) => {
    if (subject.by !== 'name' && subject.by !== 'path') return subject.by
    if (subject.by === 'path') return `${subject.kind} ${subject.path}`
    const place = subject.place ? ` in ${subject.place}` : ''
    return `${subject.kind} ${subject.name}${subject.version ? ` ${subject.version}` : ''}${place}`
  })
}

export function valuesOf(sighting: Sighting | undefined, name: string): string[] {
  return (sighting?.attributes ?? [])
    .filter((a) => a.name === name)
    .map((a) => a.value + (a.status === 'declared' ? '' : ` (${a.status})`))
}
