import type { Attribute } from '../../../model/attribute.ts'
import { lineRange } from '../../../model/location.ts'
import type { Sighting } from '../../../model/sighting.ts'
import { packageSightings } from '../../package-sightings.ts'
import type { PixiManifestFacts } from './facts.ts'

export function* pixiManifestSightings(
  { set, project }: PixiManifestFacts,
  path: string,
): Iterable<Sighting> {
  yield* packageSightings(set, path)
  if (!project) return
  const { name, version, line, stated } = project
  const evidence = { at: { path, range: lineRange(line) }, says: 'is named in pixi.toml' }
  yield {
    subject: { by: 'system', name, ...(version && { version }) },
    evidence,
    attributes: stated.map((s): Attribute => ({
      name: s.name,
      value: s.value,
      status: 'declared',
      evidence,
    })),
    relations: [],
    distributions: [],
  }
}
