import { MiB } from '../../../model/context.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import { malformed, overLimit } from '../../../model/read-error.ts'
import { membersOf, parseBlockYaml, textOf } from '../../../text/block-yaml.ts'
import type { PackageSet } from '../../package-set.ts'
import { packageSightings } from '../../package-sightings.ts'
import { gapsOf } from '../../skipped.ts'
import { readPnpmLock } from './read.ts'
import { packageRules } from '../../rules.ts'

const MAX_BYTES = 32 * MiB
const KNOWN_VERSIONS = new Set([5, 6, 7, 9])

export const pnpmLock: Discoverer<PackageSet> = {
  id: 'pnpm-lock',
  title: 'pnpm-lock.yaml',
  // pnpm keeps a copy of what it installed beside it.
  claims: ({ path, name, text }) =>
    text !== undefined &&
    (/^pnpm-lock(?:\.[\w-]+)?\.yaml$/.test(name) || /(?:^|\/)node_modules\/\.pnpm\/lock\.yaml$/.test(path)),
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_BYTES, ctx.limits.structureBytes))
      throw overLimit(`a lock file of ${bytes.size} bytes`)
    const checkpoint = (): void => ctx.checkpoint()
    const { root, problems } = parseBlockYaml(bytes.read(0, bytes.size).toString('utf8'), checkpoint)
    const version = textOf(membersOf(root).get('lockfileVersion'))
    const major = Number(version?.split('.')[0])
    if (version === undefined || !Number.isInteger(major))
      throw malformed('a lock file of pnpm without a version')
    if (!KNOWN_VERSIONS.has(major))
      yield {
        kind: 'gap',
        gap: {
          at: { path },
          reason: 'unsupported',
          detail: `version ${version.slice(0, 20)} of pnpm's lock file is not known`,
        },
      }
    const installed = path.endsWith('/.pnpm/lock.yaml')
    const { set, skipped } = readPnpmLock(root, major, installed, checkpoint)
    yield* gapsOf(path, [...problems, ...skipped])
    yield { kind: 'facts', facts: set }
  },
  sightings: (set, path) => packageSightings(set, path),
  rules: packageRules,
}
