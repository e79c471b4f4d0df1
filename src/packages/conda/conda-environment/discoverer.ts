import { MiB } from '../../../model/context.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import type { Sample } from '../../../model/entry.ts'
import { overLimit } from '../../../model/read-error.ts'
import { parseBlockYaml } from '../../../text/block-yaml.ts'
import type { PackageSet } from '../../package-set.ts'
import { packageSightings } from '../../package-sightings.ts'
import { gapsOf } from '../../skipped.ts'
import { readEnvironment } from './environment.ts'
import { packageRules } from '../../rules.ts'

const MAX_BYTES = 4 * MiB
/** `environment.yml`, `environment-gpu.yaml`, `conda_env.yml`, `ci/py312-env.yaml`, MLflow's `conda.yaml`. */
const NAME = /(?:^|[._-])(?:environment|env|conda)(?:[._-][\w.-]*)?\.ya?ml$/

export const condaEnvironment: Discoverer<PackageSet> = {
  id: 'conda-environment',
  title: 'conda environment.yml',
  claims,
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_BYTES, ctx.limits.structureBytes))
      throw overLimit(`an environment file of ${bytes.size} bytes`)
    const { root, problems } = parseBlockYaml(bytes.read(0, bytes.size).toString('utf8'), () =>
      ctx.checkpoint(),
    )
    const { set, skipped } = readEnvironment(root, path.split(/[/!]/).at(-1) ?? path)
    yield* gapsOf(path, [...problems, ...skipped])
    yield { kind: 'facts', facts: set }
  },
  sightings: (set, path) => packageSightings(set, path),
  rules: packageRules,
}

/** A list of dependencies, with channels or under a name that conda takes. Recipes and charts have such lists, too. */
function claims({ name, text }: Sample): boolean {
  if (text === undefined || !/\.ya?ml$/.test(name)) return false
  if (!/^dependencies:[ \t]*(?:#[^\n]*|\[[^\n]*)?\r?$/m.test(text)) return false
  if (/^(?:package|requirements|apiVersion|jobs|services):/m.test(text)) return false
  return /^channels:/m.test(text) || NAME.test(name)
}
