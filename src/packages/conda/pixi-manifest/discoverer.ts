import type { Discoverer } from '../../../model/discoverer.ts'
import { readToml } from '../../pypi/toml.ts'
import { gapsOf } from '../../skipped.ts'
import type { PixiManifestFacts } from './facts.ts'
import { readPixiManifest } from './manifest.ts'
import { pixiManifestSightings } from './sightings.ts'
import { heldSetRules } from '../../rules.ts'

export const pixiManifest: Discoverer<PixiManifestFacts> = {
  id: 'pixi-manifest',
  title: 'pixi.toml',
  claims: ({ name, text }) => name === 'pixi.toml' && text !== undefined,
  *read({ path, bytes }, ctx) {
    const { facts, skipped } = readPixiManifest(readToml(bytes, ctx))
    yield* gapsOf(path, skipped)
    yield { kind: 'facts', facts }
  },
  sightings: pixiManifestSightings,
  rules: heldSetRules,
}
