import type { Discoverer } from '../../../model/discoverer.ts'
import { MiB } from '../../../model/context.ts'
import { malformed, overLimit } from '../../../model/read-error.ts'
import { membersOf, parseBlockYaml, textOf } from '../../../text/block-yaml.ts'
import type { PackageSet } from '../../package-set.ts'
import { packageSightings } from '../../package-sightings.ts'
import { gapsOf } from '../../skipped.ts'
import { readUnifiedLock } from '../conda-lock/unified.ts'
import { readPixiLock } from './environments.ts'
import { packageRules } from '../../rules.ts'

const MAX_BYTES = 48 * MiB
const KNOWN_VERSION = 7

export const pixiLock: Discoverer<PackageSet> = {
  id: 'pixi-lock',
  title: 'pixi.lock',
  claims: ({ name, text }) => name === 'pixi.lock' && text !== undefined,
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_BYTES, ctx.limits.structureBytes))
      throw overLimit(`a lock file of ${bytes.size} bytes`)
    const checkpoint = (): void => ctx.checkpoint()
    const { root, problems } = parseBlockYaml(bytes.read(0, bytes.size).toString('utf8'), checkpoint)
    const top = membersOf(root)
    const version = Number(textOf(top.get('version')))
    if (!Number.isInteger(version)) throw malformed('a pixi.lock without a version')
    const { set, skipped } = top.has('package')
      ? readUnifiedLock(root, 'pixi.lock', checkpoint)
      : readPixiLock(root, checkpoint)
    yield* gapsOf(path, [...problems, ...skipped])
    if (version > KNOWN_VERSION)
      yield {
        kind: 'gap',
        gap: { at: { path }, reason: 'unsupported', detail: `version ${version} of pixi.lock is not known` },
      }
    yield { kind: 'facts', facts: set }
  },
  sightings: (set, path) => packageSightings(set, path),
  rules: packageRules,
}
