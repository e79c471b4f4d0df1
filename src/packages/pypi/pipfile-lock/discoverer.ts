import type { Discoverer } from '../../../model/discoverer.ts'
import { isObject, parseJson } from '../../../bytes/json.ts'
import { malformed } from '../../../model/read-error.ts'
import type { PackageSet } from '../../package-set.ts'
import { pythonSightings } from '../sightings.ts'
import { readText } from '../toml.ts'
import { readPipfileLock } from './read.ts'
import { packageRules } from '../../rules.ts'

export const pipfileLock: Discoverer<PackageSet> = {
  id: 'pipfile-lock',
  title: 'Pipenv lock file',
  claims: ({ name, text }) => name === 'pipfile.lock' && text !== undefined,
  *read({ path, bytes }, ctx) {
    const { root } = parseJson(readText(bytes, ctx), () => ctx.checkpoint())
    if (!isObject(root)) throw malformed('no JSON object')
    yield* readPipfileLock(root, path, () => ctx.checkpoint())
  },
  sightings: pythonSightings,
  rules: packageRules,
}
