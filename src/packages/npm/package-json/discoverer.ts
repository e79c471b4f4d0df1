import { isObject, parseJson } from '../../../bytes/json.ts'
import { MiB } from '../../../model/context.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import { malformed, overLimit } from '../../../model/read-error.ts'
import { gapsOf } from '../../skipped.ts'
import type { PackageJsonFacts } from './facts.ts'
import { readManifest } from './manifest.ts'
import { manifestSightings } from './sightings.ts'
import { heldSetRules } from '../../rules.ts'

const MAX_BYTES = 4 * MiB
const INSTALLED = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/

export const packageJson: Discoverer<PackageJsonFacts> = {
  id: 'package-json',
  title: 'package.json',
  claims: ({ name, text }) => name === 'package.json' && text !== undefined,
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_BYTES, ctx.limits.structureBytes))
      throw overLimit(`a manifest of ${bytes.size} bytes`)
    const { root } = parseJson(bytes.read(0, bytes.size).toString('utf8'), () => ctx.checkpoint())
    if (!isObject(root)) throw malformed('a package.json that is no object')
    const { facts, skipped } = readManifest(root, INSTALLED.test(path))
    yield* gapsOf(path, skipped)
    yield { kind: 'facts', facts }
  },
  sightings: manifestSightings,
  rules: heldSetRules,
}
