import type { Discoverer } from '../../../model/discoverer.ts'
import type { PackageSet } from '../../package-set.ts'
import { gapAt } from '../lock-file.ts'
import { pythonSightings } from '../sightings.ts'
import { readToml, shown } from '../toml.ts'
import { readPylock } from './read.ts'
import { packageRules } from '../../rules.ts'

/** The lock file of PEP 751, whatever tool wrote it. */
export const pylock: Discoverer<PackageSet> = {
  id: 'pylock',
  title: 'Python lock file (pylock.toml)',
  claims: ({ name, text }) => /^pylock(?:\.[^.]+)?\.toml$/.test(name) && text !== undefined,
  *read({ path, bytes }, ctx) {
    const file = readToml(bytes, ctx)
    const version = file.root['lock-version']
    // The standard has tools refuse other major versions.
    if (typeof version !== 'string' || !/^1(?:\.|$)/.test(version)) {
      const stated = version === undefined ? 'a lock without a version' : `lock version ${shown(version)}`
      yield gapAt(path, 1, 'unsupported', stated)
      return
    }
    yield* readPylock(file, path, () => ctx.checkpoint())
  },
  sightings: pythonSightings,
  rules: packageRules,
}
