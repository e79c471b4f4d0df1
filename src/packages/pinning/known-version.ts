import type { Hash } from '../../model/component.ts'
import { normalizedPythonName } from '../../names/python-package.ts'
import type { PackageEntry, PackageSet } from '../package-set.ts'
import { archiveName } from '../../names/archive-name.ts'

/** A version whose files somebody has hashed. */
export interface KnownVersion {
  readonly version: string
  /** `sha256:…`, sorted; none where the lock states none that pip takes. */
  readonly hashes: readonly string[]
  /** Address of a package that comes from no index. */
  readonly url?: string
  /** Comes from a repository or a folder, of which there is no hash. */
  readonly isFolder?: boolean
}

/** By normalised name. */
export type KnownVersions = ReadonlyMap<string, readonly KnownVersion[]>

const TAKEN_BY_PIP: ReadonlySet<Hash['algorithm']> = new Set(['sha256', 'sha384', 'sha512'])

/** What locks say of Python packages. Entries of the same version are one: locks repeat them by extra and platform. */
export function versionsOfLocks(sets: readonly PackageSet[]): KnownVersions {
  const found = new Map<string, Map<string, KnownVersion>>()
  for (const { packages } of sets)
    for (const entry of packages) {
      if (entry.ecosystem !== 'pypi' || entry.version === undefined) continue
      add(found, entry.name, lockedVersion(entry, entry.version))
    }
  return listed(found)
}

function lockedVersion({ source, distributions }: PackageEntry, version: string): KnownVersion {
  const hashes = distributions.flatMap((file) =>
    file.hashes
      .filter(({ algorithm }) => TAKEN_BY_PIP.has(algorithm))
      .map(({ algorithm, value }) => `${algorithm}:${value}`),
  )
  return {
    version,
    hashes,
    ...(source?.kind === 'url' && { url: source.url }),
    ...((source?.kind === 'git' || source?.kind === 'path') && { isFolder: true }),
  }
}

export interface ArchiveFile {
  /** File name of a wheel or a source distribution. */
  readonly name: string
  /** SHA-256 of what it holds: `sha256:…`. Asked for only when the package is wanted. */
  readonly hash: () => string
}

/** What files say of themselves by their names. */
export function versionsOfFiles(files: Iterable<ArchiveFile>, wanted: ReadonlySet<string>): KnownVersions {
  const found = new Map<string, Map<string, KnownVersion>>()
  for (const { name: file, hash } of files) {
    const archive = archiveName(file)
    const name = archive && normalizedPythonName(archive.name)
    if (!archive || name === undefined || !wanted.has(name)) continue
    add(found, name, { version: archive.version, hashes: [hash()] })
  }
  return listed(found)
}

function add(found: Map<string, Map<string, KnownVersion>>, name: string, known: KnownVersion): void {
  const versions = found.get(name) ?? new Map<string, KnownVersion>()
  found.set(name, versions)
  const key = `${known.version} ${known.url ?? ''} ${known.isFolder ?? false}`
  const before = versions.get(key)
  versions.set(key, before ? { ...before, hashes: [...before.hashes, ...known.hashes] } : known)
}

function listed(found: ReadonlyMap<string, ReadonlyMap<string, KnownVersion>>): KnownVersions {
  return new Map(
    [...found].map(([name, versions]) => [
      name,
      [...versions.values()].map((known) => ({ ...known, hashes: [...new Set(known.hashes)].toSorted() })),
    ]),
  )
}
