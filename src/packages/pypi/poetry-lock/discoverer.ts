import type { Discoverer } from '../../../model/discoverer.ts'
import type { PackageSet } from '../../package-set.ts'
import { gapAt } from '../lock-file.ts'
import { pythonSightings } from '../sightings.ts'
import { readToml, shown, valueAt } from '../toml.ts'
import { readPoetryLock } from './read.ts'
import { packageRules } from '../../rules.ts'

export const poetryLock: Discoverer<PackageSet> = {
  id: 'poetry-lock',
  title: 'Poetry lock file',
  claims: ({ name, text }) => name === 'poetry.lock' && text !== undefined,
  *read({ path, bytes }, ctx) {
    const file = readToml(bytes, ctx)
    const version = valueAt(file.root, 'metadata', 'lock-version')
    if (version !== undefined && !/^[12]\./.test(shown(version))) {
      yield gapAt(path, 1, 'unsupported', `version ${shown(version)} of the lock format of Poetry`)
      return
    }
    yield* readPoetryLock(file, path, () => ctx.checkpoint())
  },
  sightings: pythonSightings,
  rules: packageRules,
}
