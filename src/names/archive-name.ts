import { isPythonName } from './python-package.ts'
import { parsePythonVersion } from './python-version.ts'

export interface ArchiveName {
  readonly name: string
  readonly version: string
}

/** Name and version that the file name of a wheel or source distribution states; undefined for other names. */
export function archiveName(file: string): ArchiveName | undefined {
  if (file.length > 500) return undefined
  if (file.endsWith('.whl')) {
    const [name = '', version = '', ...tags] = file.slice(0, -4).split('-')
    return tags.length >= 3 && tags.length <= 4 ? checked(name, version) : undefined
  }
  const stem = /^(.+)\.(?:tar\.(?:gz|bz2|xz|Z)|tgz|tbz|zip)$/.exec(file)?.[1]
  const hyphen = stem?.lastIndexOf('-') ?? -1
  return stem === undefined || hyphen < 1 ? undefined : checked(stem.slice(0, hyphen), stem.slice(hyphen + 1))
}

function checked(name: string, version: string): ArchiveName | undefined {
  // Wheels replace the hyphens of a local version by underscores.
  const readable = version.replaceAll('_', '-').replace(/^(.*\+.*)$/, (text) => text.replaceAll('-', '.'))
  return isPythonName(name) && parsePythonVersion(readable) ? { name, version: readable } : undefined
}
