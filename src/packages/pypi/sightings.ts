import { lineRange } from '../../model/location.ts'
import type { Sighting } from '../../model/sighting.ts'
import { satisfiesPython } from '../../names/python-range.ts'
import { packageSightings } from '../package-sightings.ts'
import type { PackageSet } from '../package-set.ts'

/** A manifest speaks of its project as well; a lock only repeats what the manifest said when it was made. */
export function* pythonSightings(set: PackageSet, path: string): Iterable<Sighting> {
  yield* packageSightings(set, path, satisfiesPython)
  if (set.kind !== 'manifest') return
  for (const { name, version, line } of set.projects)
    yield {
      subject: { by: 'system', name, ...(version && { version }) },
      evidence: { at: { path, range: lineRange(line) }, says: `is named in ${set.title}` },
      attributes: [],
      relations: [],
      distributions: [],
    }
}
