import type { Sighting } from '../../model/sighting.ts'
import { packageSightings } from '../package-sightings.ts'
import type { PackageSet } from '../package-set.ts'
import { satisfiesPython } from '../../names/python-range.ts'

export function pythonSightings(set: PackageSet, path: string): Iterable<Sighting> {
  return packageSightings(set, path, satisfiesPython)
}
