import type { Sighting } from '../../../model/sighting.ts'
import { packageSightings } from '../../package-sightings.ts'
import { systemSighting } from '../../system-sighting.ts'
import type { PixiManifestFacts } from './facts.ts'

export function* pixiManifestSightings(
  { set, project }: PixiManifestFacts,
  path: string,
): Iterable<Sighting> {
  yield* packageSightings(set, path)
  if (project) yield systemSighting(project, 'pixi.toml', path)
}
