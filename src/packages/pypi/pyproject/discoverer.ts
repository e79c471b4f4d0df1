import type { Discoverer } from '../../../model/discoverer.ts'
import type { PackageSet } from '../../package-set.ts'
import { pythonSightings } from '../sightings.ts'
import { readToml } from '../toml.ts'
import { readPyproject } from './read.ts'
import { packageRules } from '../../rules.ts'

export const pyproject: Discoverer<PackageSet> = {
  id: 'pyproject',
  title: 'Python project (pyproject.toml)',
  claims: ({ name, text }) => name === 'pyproject.toml' && text !== undefined,
  *read({ path, bytes }, ctx) {
    yield* readPyproject(readToml(bytes, ctx), path, () => ctx.checkpoint())
  },
  sightings: pythonSightings,
  rules: packageRules,
}
