import type { Discoverer } from '../../../model/discoverer.ts'
import type { PackageSet } from '../../package-set.ts'
import { gapAt } from '../lock-file.ts'
import { pythonSightings } from '../sightings.ts'
import { readToml, shown, valueAt } from '../toml.ts'
import { readPdmLock } from './read.ts'
import { packageRules } from '../../rules.ts'

export const pdmLock: Discoverer<PackageSet> = {
  id: 'pdm-lock',
  title: 'PDM lock file',
  claims: ({ name, text }) => /^pdm(?:\.[\w.-]+)?\.lock$/.test(name) && text !== undefined,
  *read({ path, bytes }, ctx) {
    const file = readToml(bytes, ctx)
    const version = valueAt(file.root, 'metadata', 'lock_version')
    if (version !== undefined && !/^[1-4](?:\.|$)/.test(shown(version))) {
      yield gapAt(path, 1, 'unsupported', `version ${shown(version)} of the lock format of PDM`)
      return
    }
    yield* readPdmLock(file, path, () => ctx.checkpoint())
  },
  sightings: pythonSightings,
  rules: packageRules,
}
