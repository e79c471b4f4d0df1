import type { Context } from '../../model/context.ts'
import type { Discovery } from '../../model/discoverer.ts'
import type { Bytes } from '../../model/entry.ts'
import type { PackageSet } from '../package-set.ts'
import { isRequirementsName } from '../pypi/pip-requirements/file-name.ts'

export type ReadSet = (
  file: { readonly path: string; readonly bytes: Bytes },
  ctx: Context,
) => Iterable<Discovery<PackageSet>>

/**
 * The one reader that a file's name calls for, loaded alone. Undefined for names that say too little, or that
 * several readers know: then all of them are asked.
 */
export async function quickReader(path: string): Promise<ReadSet | undefined> {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  switch (name) {
    case 'uv.lock':
      return (await import('../pypi/uv-lock/discoverer.ts')).uvLock.read
    case 'poetry.lock':
      return (await import('../pypi/poetry-lock/discoverer.ts')).poetryLock.read
    case 'pdm.lock':
      return (await import('../pypi/pdm-lock/discoverer.ts')).pdmLock.read
    case 'pylock.toml':
      return (await import('../pypi/pylock/discoverer.ts')).pylock.read
    case 'pipfile.lock':
      return (await import('../pypi/pipfile-lock/discoverer.ts')).pipfileLock.read
    case 'package-lock.json':
    case 'npm-shrinkwrap.json':
      return (await import('../npm/npm-lock/discoverer.ts')).npmLock.read
    case 'pnpm-lock.yaml':
      return (await import('../npm/pnpm-lock/discoverer.ts')).pnpmLock.read
    case 'yarn.lock':
      return (await import('../npm/yarn-lock/discoverer.ts')).yarnLock.read
    case 'pixi.lock':
      return (await import('../conda/pixi-lock/discoverer.ts')).pixiLock.read
    default:
      return isRequirementsName({ name, path })
        ? (await import('../pypi/pip-requirements/discoverer.ts')).pipRequirements.read
        : undefined
  }
}
