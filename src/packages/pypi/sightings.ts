import type { Sighting } from '../../model/sighting.ts'
import { satisfiesPython } from '../../names/python-range.ts'
import { packageSightings } from '../package-sightings.ts'
import type { PackageSet } from '../package-set.ts'
import { systemSighting } from '../system-sighting.ts'

/** A manifest speaks of its project as well; a lock only repeats what the manifest said when it was made. */
export function* pythonSightings(set: PackageSet, path: string): Iterable<Sighting> {
  yield* packageSightings(set, path, satisfiesPython)
  if (set.kind !== 'manifest') return
  for (const project of set.projects) yield systemSighting(project, set.title, path)
}
