import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context } from '../../model/context.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Gap } from '../../model/finding.ts'
import { ReadError } from '../../model/read-error.ts'
import type { Sighting } from '../../model/sighting.ts'
import type { PackageEntry, PackageSet } from '../package-set.ts'

export interface ReadExample {
  readonly set: PackageSet | undefined
  readonly gaps: readonly Gap[]
  readonly sightings: readonly Sighting[]
  /** Anything but a `ReadError` is thrown on. */
  readonly refused: ReadError | undefined
}

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => {},
  countMembers: () => {},
  countInflated: () => {},
  defer: () => {},
}

/** Reads text as the discoverer reads a file: for tests. */
export function readExample(
  discoverer: Discoverer<PackageSet>,
  path: string,
  data: string | Buffer,
): ReadExample {
  const bytes = memoryBytes(Buffer.from(data))
  const gaps: Gap[] = []
  const sightings: Sighting[] = []
  let set: PackageSet | undefined
  let refused: ReadError | undefined
  try {
    for (const seen of discoverer.read({ path, bytes }, ctx)) {
      if (seen.kind === 'gap') gaps.push(seen.gap)
      else {
        set = seen.facts
        sightings.push(...discoverer.sightings(seen.facts, path))
      }
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    refused = error
  }
  return { set, gaps, sightings, refused }
}

export function packageNamed({ set }: ReadExample, name: string): PackageEntry {
  const found = set?.packages.find((entry) => entry.name === name)
  if (!found) throw new Error(`there is no package ${name}`)
  return found
}

/** Values of an attribute of a package. */
export function attributeValues(
  { sightings }: ReadExample,
  name: string,
  attribute: string,
): readonly string[] {
  return sightings
    .filter(({ subject }) => subject.by === 'name' && subject.name === name)
    .flatMap(({ attributes }) => attributes.filter((a) => a.name === attribute).map(({ value }) => value))
}

/** `name@version` of what a package needs. */
export function needsOf({ sightings }: ReadExample, name: string): readonly string[] {
  return sightings
    .filter(({ subject }) => subject.by === 'name' && subject.name === name)
    .flatMap(({ relations }) =>
      relations.flatMap(({ to }) => (to.by === 'name' ? [`${to.name}@${to.version ?? ''}`] : [])),
    )
    .toSorted()
}
