import { MiB } from '../../../model/context.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import type { Sighting } from '../../../model/sighting.ts'
import { malformed, overLimit } from '../../../model/read-error.ts'
import type { PackageSet } from '../../package-set.ts'
import { packageSightings } from '../../package-sightings.ts'
import { readCondaRecord } from './record.ts'

/** Records list every file of their package. */
const MAX_BYTES = 32 * MiB

export const condaMeta: Discoverer<PackageSet> = {
  id: 'conda-meta',
  title: 'Installed conda packages',
  claims: ({ path, text }) =>
    text !== undefined && /(?:^|\/)conda-meta\/[^/!]+-[^/!]+-[^/!]+\.json$/.test(path),
  *read({ bytes }, ctx) {
    if (bytes.size > Math.min(MAX_BYTES, ctx.limits.structureBytes))
      throw overLimit(`a record of ${bytes.size} bytes`)
    ctx.checkpoint()
    yield { kind: 'facts', facts: readCondaRecord(parsed(bytes.read(0, bytes.size).toString('utf8'))) }
  },
  *sightings(set, path) {
    for (const sighting of packageSightings(set, path)) yield { ...sighting, relations: needs(set) }
  },
}

/** Most of a record is the list of its files, with nothing in it for us: what tells lines apart would read it slowly. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('no JSON')
  }
}

/** Each package has a file of its own; what it needs is in the files beside it, or is not installed. */
function needs({ packages }: PackageSet): Sighting['relations'] {
  return packages.flatMap((entry) =>
    [...new Set(entry.dependencies.map((d) => d.name))].map((name) => ({
      kind: 'depends-on' as const,
      to: { by: 'name' as const, kind: 'package' as const, registry: 'conda', name },
      ifKnown: true as const,
    })),
  )
}
