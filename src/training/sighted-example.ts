import { memoryBytes } from '../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context } from '../model/context.ts'
import type { Discoverer } from '../model/discoverer.ts'
import type { Sample } from '../model/entry.ts'
import type { Gap } from '../model/finding.ts'
import type { Sighting } from '../model/sighting.ts'

export interface SightedExample {
  readonly claimed: boolean
  readonly sightings: readonly Sighting[]
  readonly gaps: readonly Gap[]
}

const CONTEXT: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => {},
  countMembers: () => {},
  countInflated: () => {},
  defer: () => {},
}

/** What a discoverer makes of one text, for tests. */
export function sighted<Facts>(
  discoverer: Discoverer<Facts>,
  path: string,
  content: string | Buffer,
): SightedExample {
  const data = Buffer.from(content)
  const bytes = memoryBytes(data)
  const head = data.subarray(0, 65_536)
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const text = head.includes(0) ? undefined : head.toString('utf8')
  const sample: Sample = { path, name, size: data.length, head, text, tail: data.subarray(-66_000), bytes }
  if (!discoverer.claims(sample)) return { claimed: false, sightings: [], gaps: [] }
  const sightings: Sighting[] = []
  const gaps: Gap[] = []
  for (const seen of discoverer.read({ path, bytes }, CONTEXT)) {
    if (seen.kind === 'gap') gaps.push(seen.gap)
    else sightings.push(...discoverer.sightings(seen.facts, path))
  }
  return { claimed: true, sightings, gaps }
}

/** `name=value`, `name[key]=value` and `relation kind name@version`, for short comparisons. */
export function told({ attributes, relations }: Sighting): string[] {
  return [
    ...attributes.map((a) => `${a.name}${a.key === undefined ? '' : `[${a.key}]`}=${a.value}`),
    ...relations.map(({ kind, to }) => {
      if (to.by === 'name') return `${kind} ${to.name}${to.version === undefined ? '' : `@${to.version}`}`
      return to.by === 'path' ? `${kind} ./${to.path}` : `${kind} ${to.by}`
    }),
  ]
}
