import type { Discoverer } from '../../../model/discoverer.ts'
import { MiB } from '../../../model/context.ts'
import type { PackageSet } from '../../package-set.ts'
import { pythonSightings } from '../sightings.ts'
import { readText } from '../toml.ts'
import { isRequirementsName } from './file-name.ts'
import { readRequirements } from './read.ts'
import { packageRules } from '../../rules.ts'

const MAX_SIZE = 8 * MiB

export const pipRequirements: Discoverer<PackageSet> = {
  id: 'pip-requirements',
  title: 'Python requirements file',
  claims: (sample) => isRequirementsName(sample) && sample.text !== undefined,
  *read({ path, bytes }, ctx) {
    yield* readRequirements(readText(bytes, ctx, MAX_SIZE), path, () => ctx.checkpoint())
  },
  sightings: pythonSightings,
  rules: packageRules,
}
