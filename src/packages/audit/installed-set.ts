import { normalizedPythonName } from '../../names/python-package.ts'
import { installedFile } from '../installed/dist-info/installed-file.ts'
import type { AuditedFile } from './audit.ts'
import { plainEntry, plainSet } from './plain-set.ts'

/** Distributions that are installed in a folder: the names of their records say name and version. */
export function installedSet(paths: readonly string[]): AuditedFile | undefined {
  const packages = paths.flatMap((path) => {
    const file = installedFile(path)
    if (file?.part !== 'metadata' || file.folderName === undefined || file.folderVersion === undefined)
      return []
    return [{ path, name: normalizedPythonName(file.folderName), version: file.folderVersion }]
  })
  const first = packages[0]
  if (!first) return undefined
  const library = first.path.split('/').slice(0, -2).join('/') || '.'
  return {
    path: library,
    set: {
      ...plainSet(packages.map(({ name, version }) => plainEntry(name, version, 1))),
      kind: 'environment',
    },
  }
}
