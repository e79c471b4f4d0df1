import type { Discoverer } from '../../../model/discoverer.ts'
import type { PackageSet } from '../../package-set.ts'
import { pythonSightings } from '../sightings.ts'
import { gapAt } from '../lock-file.ts'
import { readToml, shown } from '../toml.ts'
import { readUvLock } from './read.ts'
import { packageRules } from '../../rules.ts'

const VERSION = 1

/** Locks of uv: of a project, a workspace or one script. */
export const uvLock: Discoverer<PackageSet> = {
  id: 'uv-lock',
  title: 'uv lock file',
  claims: ({ name, text }) => (name === 'uv.lock' || name.endsWith('.py.lock')) && text !== undefined,
  *read({ path, bytes }, ctx) {
    const file = readToml(bytes, ctx)
    const { version } = file.root
    if (version !== undefined && version !== VERSION) {
      yield gapAt(path, 1, 'unsupported', `version ${shown(version)} of the lock format of uv`)
      return
    }
    yield* readUvLock(file, path, () => ctx.checkpoint())
  },
  sightings: pythonSightings,
  rules: packageRules,
}
