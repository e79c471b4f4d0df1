import type { NamedSubject, PathSubject } from '../model/sighting.ts'
import type { SightedAt } from './identify.ts'

/** A thing that is called by another name somewhere, with the file that says so. */
interface Aliased {
  readonly subject: NamedSubject | PathSubject
  readonly path: string
}

export type Aliases = (name: string) => Aliased | undefined

/** Models by the names under which their servers answer. A name that several answer to tells none. */
export function servedModels(sightings: readonly SightedAt[]): Aliases {
  const byName = new Map<string, Map<string, Aliased>>()
  for (const { path, sighting } of sightings) {
    const { subject } = sighting
    if (subject.by !== 'name' && subject.by !== 'path') continue
    if (subject.kind !== 'model' || !subject.alias) continue
    for (const name of subject.alias.names) {
      const known = byName.get(name) ?? new Map<string, Aliased>()
      byName.set(name, known.set(keyOf(subject), { subject, path }))
    }
  }
  return (name) => {
    const known = byName.get(name)
    return known?.size === 1 ? known.values().next().value : undefined
  }
}

function keyOf(subject: NamedSubject | PathSubject): string {
  return subject.by === 'path' ? `path ${subject.path}` : `${subject.registry} ${subject.name.toLowerCase()}`
}
