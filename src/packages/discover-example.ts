import { memoryBytes } from '../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context } from '../model/context.ts'
import type { Discoverer } from '../model/discoverer.ts'
import { ReadError } from '../model/read-error.ts'
import type { Sighting } from '../model/sighting.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => {},
  countMembers: () => {},
  countInflated: () => {},
  defer: () => {},
}

export interface Example {
  readonly claimed: boolean
  readonly sightings: readonly Sighting[]
  /** `line: detail`, and what ended the reading without a line. */
  readonly gaps: readonly string[]
}

/** What a discoverer makes of a file with this path and text: for tests. */
export function discovered<Facts>(discoverer: Discoverer<Facts>, path: string, text: string): Example {
  const data = Buffer.from(text)
  const bytes = memoryBytes(data)
  const name = path.split('/').at(-1)!.toLowerCase()
  const claimed = discoverer.claims({ path, name, size: data.length, head: data, text, tail: data, bytes })
  const sightings: Sighting[] = []
  const gaps: string[] = []
  try {
    for (const seen of claimed ? discoverer.read({ path, bytes }, ctx) : [])
      if (seen.kind === 'facts') sightings.push(...discoverer.sightings(seen.facts, path))
      else gaps.push(`${seen.gap.at.range?.start ?? '-'}: ${seen.gap.detail}`)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    gaps.push(error.message)
  }
  return { claimed, sightings, gaps }
}

/** `name version` of everything that is named. */
export function named({ sightings }: Example): string[] {
  return sightings.flatMap(({ subject }) =>
    subject.by === 'name'
      ? [`${subject.name}${subject.version === undefined ? '' : ` ${subject.version}`}`]
      : [],
  )
}

/** The only sighting of a name, or of a name and a version. */
export function sighting({ sightings }: Example, name: string, version?: string): Sighting {
  const found = sightings.filter(
    ({ subject: s }) =>
      s.by === 'name' && s.name === name && (version === undefined || s.version === version),
  )
  if (found.length !== 1) throw new Error(`${found.length} sightings of ${name}`)
  return found[0]!
}

/** `name=value` of the attributes, sorted. */
export function facts({ attributes }: Sighting): string[] {
  return attributes.map((a) => `${a.name}=${a.value}`).toSorted()
}

/** What it needs, by package URL where there is one. */
export function needs({ relations }: Sighting): string[] {
  return relations.flatMap(({ to }) => (to.by === 'name' ? [to.purl ?? to.name] : [])).toSorted()
}

/** `algorithm:value` of every hash of its distributions. */
export function hashes({ distributions }: Sighting): string[] {
  return distributions.flatMap((d) => d.hashes.map((h) => `${h.algorithm}:${h.value}`))
}
