import { isObject, member, parseJson } from '../../../bytes/json.ts'
import { MiB } from '../../../model/context.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import { malformed, overLimit } from '../../../model/read-error.ts'
import type { PackageSet } from '../../package-set.ts'
import { packageSightings } from '../../package-sightings.ts'
import { gapsOf } from '../../skipped.ts'
import { readNestedLock } from './nested.ts'
import { readFlatLock } from './flat.ts'
import { packageRules } from '../../rules.ts'

const MAX_BYTES = 32 * MiB
const NAMES = new Set(['package-lock.json', 'npm-shrinkwrap.json', '.package-lock.json'])

export const npmLock: Discoverer<PackageSet> = {
  id: 'npm-lock',
  title: 'package-lock.json',
  claims: ({ name, text }) => NAMES.has(name) && text !== undefined,
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_BYTES, ctx.limits.structureBytes))
      throw overLimit(`a lock file of ${bytes.size} bytes`)
    const { root } = parseJson(bytes.read(0, bytes.size).toString('utf8'), () => ctx.checkpoint())
    const name = path.split(/[/!]/).at(-1) ?? path
    const title = name === '.package-lock.json' ? 'node_modules' : name
    const packages = member(root, 'packages')?.value
    const dependencies = member(root, 'dependencies')?.value
    if (!isObject(packages) && !isObject(dependencies) && member(root, 'lockfileVersion') === undefined)
      throw malformed('no lock file of npm')
    const { set, skipped } = isObject(packages)
      ? readFlatLock(packages, title, () => ctx.checkpoint())
      : readNestedLock(root, title, () => ctx.checkpoint())
    yield* gapsOf(path, skipped)
    yield { kind: 'facts', facts: set }
  },
  sightings: (set, path) => packageSightings(set, path),
  rules: packageRules,
}
