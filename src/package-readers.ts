import type { Discoverer } from './model/discoverer.ts'
import { condaEnvironment } from './packages/conda/conda-environment/discoverer.ts'
import { condaLock } from './packages/conda/conda-lock/discoverer.ts'
import { pixiLock } from './packages/conda/pixi-lock/discoverer.ts'
import { pixiManifest } from './packages/conda/pixi-manifest/discoverer.ts'
import { condaMeta } from './packages/installed/conda-meta/discoverer.ts'
import { npmLock } from './packages/npm/npm-lock/discoverer.ts'
import { packageJson } from './packages/npm/package-json/discoverer.ts'
import { pnpmLock } from './packages/npm/pnpm-lock/discoverer.ts'
import { yarnLock } from './packages/npm/yarn-lock/discoverer.ts'
import type { PackageSet } from './packages/package-set.ts'
import { inlineScript } from './packages/pypi/inline-script/discoverer.ts'
import { pdmLock } from './packages/pypi/pdm-lock/discoverer.ts'
import { pipRequirements } from './packages/pypi/pip-requirements/discoverer.ts'
import { pipfileLock } from './packages/pypi/pipfile-lock/discoverer.ts'
import { pipfile } from './packages/pypi/pipfile/discoverer.ts'
import { poetryLock } from './packages/pypi/poetry-lock/discoverer.ts'
import { pylock } from './packages/pypi/pylock/discoverer.ts'
import { pyproject } from './packages/pypi/pyproject/discoverer.ts'
import { setupCfg } from './packages/pypi/setup-cfg/discoverer.ts'
import { uvLock } from './packages/pypi/uv-lock/discoverer.ts'

/** A discoverer whose facts are, or hold, a set of packages. */
export interface PackageReader {
  readonly discoverer: Discoverer<unknown>
  readonly setOf: (facts: unknown) => PackageSet
}

function plain(discoverer: Discoverer<PackageSet>): PackageReader {
  return { discoverer, setOf: (facts) => facts as PackageSet }
}

function holding(discoverer: Discoverer<{ readonly set: PackageSet }>): PackageReader {
  return { discoverer, setOf: (facts) => (facts as { readonly set: PackageSet }).set }
}

/** Every reader of a lock, a manifest or a record of what is installed as packages. */
export const packageReaders: readonly PackageReader[] = [
  plain(uvLock),
  plain(poetryLock),
  plain(pdmLock),
  plain(pylock),
  plain(pipfileLock),
  plain(pipRequirements),
  plain(pyproject),
  plain(pipfile),
  plain(setupCfg),
  plain(inlineScript),
  plain(condaLock),
  plain(condaEnvironment),
  plain(pixiLock),
  plain(condaMeta),
  plain(npmLock),
  plain(pnpmLock),
  plain(yarnLock),
  holding(pixiManifest),
  holding(packageJson),
]
