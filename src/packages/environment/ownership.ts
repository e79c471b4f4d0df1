import { posix } from 'node:path'
import type { InstalledDistribution } from './installed-distribution.ts'
import type { EnvironmentLayout } from './layout.ts'
import { recordedPlace, type RecordRow } from './record.ts'

/** A claim of a distribution on a file. */
export interface Claim {
  readonly owner: InstalledDistribution
  readonly row: RecordRow
}

/** Which distributions say that a file is theirs. */
export interface Ownership {
  readonly claims: ReadonlyMap<string, readonly Claim[]>
  /** Recorded paths that lead out of the environment. */
  readonly outside: readonly Claim[]
  /** Folders that hold an owned file, each with a distribution that has one there. */
  readonly folders: ReadonlyMap<string, InstalledDistribution>
  /** Modules at the top of a site folder whose owner does not say which files it has. */
  readonly unrecorded: ReadonlyMap<string, InstalledDistribution>
}

export function ownershipOf(
  layout: EnvironmentLayout,
  distributions: readonly InstalledDistribution[],
  exists: (path: string) => boolean,
  checkpoint: () => void,
): Ownership {
  const claims = new Map<string, Claim[]>()
  const outside: Claim[] = []
  const folders = new Map<string, InstalledDistribution>()
  const unrecorded = new Map<string, InstalledDistribution>()
  for (const owner of distributions) {
    if (!owner.rows) {
      const names =
        owner.topLevel.length > 0 ? owner.topLevel : [owner.normalized.replaceAll('-', '_'), owner.name]
      for (const name of names) unrecorded.set(posix.join(owner.site, name), owner)
      unrecorded.set(owner.folder, owner)
      continue
    }
    for (const [i, row] of owner.rows.entries()) {
      if ((i & 4095) === 0) checkpoint()
      // virtualenv records folders of compiled files.
      if (/(?:^|[/\\])__pycache__[/\\]?$|[/\\]$/.test(row.path)) continue
      const place = recordedPlace(row.path, owner.site, layout) ?? movedPlace(row.path, layout, exists)
      if (place === undefined) {
        outside.push({ owner, row })
        continue
      }
      const claim = { owner, row }
      const known = claims.get(place)
      if (known) known.push(claim)
      else claims.set(place, [claim])
      for (
        let folder = posix.dirname(place);
        folder !== '.' && !folders.has(folder);
        folder = posix.dirname(folder)
      )
        folders.set(folder, owner)
    }
  }
  return { claims, outside, folders, unrecorded }
}

/** `pip install --target` moves commands and data into the folder, and the record still says where they were first. */
function movedPlace(
  path: string,
  { kind, sites }: EnvironmentLayout,
  exists: (path: string) => boolean,
): string | undefined {
  if (kind !== 'library' || sites[0] !== '') return undefined
  const match = /^(?:\.\.\/){1,4}((?:bin|Scripts|share|etc|include|lib)\/.+)$/.exec(path)
  const place = match && posix.normalize(match[1]!)
  return place && !place.startsWith('..') && exists(place) ? place : undefined
}

/** The owner whose files are not listed one by one, of a path below its modules. */
export function unrecordedOwner(
  { unrecorded }: Ownership,
  path: string,
  site: string,
): InstalledDistribution | undefined {
  if (unrecorded.size === 0) return undefined
  const start = site === '' ? 0 : site.length + 1
  const slash = path.indexOf('/', start)
  const top = slash < 0 ? path : path.slice(0, slash)
  return unrecorded.get(top) ?? unrecorded.get(top.replace(/\.[^./]+(?:\.[^./]+)*$/, ''))
}
