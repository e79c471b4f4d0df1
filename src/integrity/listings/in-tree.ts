import { posix } from 'node:path'
import type { PublishedDigest } from '../../model/checksum.ts'
import type { FileRecord } from '../../model/record.ts'
import type { Listing } from '../listing.ts'
import { plainName, type NamedFile } from './match.ts'

/** A file of a tree that states digests of others. */
export interface ListingRecord {
  /** Of the file that states them. */
  readonly path: string
  readonly record: Extract<FileRecord, { readonly kind: 'listing' }>
}

/** Finds files of a tree by the names that files around them use. */
export interface TreeNames {
  /** Undefined for a name that is no file of the tree. */
  meant(name: string, folder: string): string | undefined
}

export function treeNames(files: readonly NamedFile[]): TreeNames {
  const known = new Map<string, string>()
  for (const { path, aliases = [] } of files) for (const alias of aliases) known.set(alias, path)
  for (const { path } of files) known.set(path, path)
  return {
    meant(name, folder) {
      const plain = plainName(name)
      return plain === undefined ? undefined : known.get(posix.join(folder, plain))
    },
  }
}

/**
 * A list that lies in a tree, its names replaced by the paths of files that they mean. Names count from the folder of
 * the list: a file elsewhere that merely bears the name is another file. Who lies in the tree came with the bytes, so
 * nobody whom a lock names speaks through it.
 */
export function listingInTree({ path, record }: ListingRecord, names: TreeNames): Listing {
  const folder = posix.dirname(path)
  const bases = Map.groupBy(record.digests, ({ name }) => baseOf(name))
  const digests = record.digests.flatMap((digest): PublishedDigest[] => {
    const { verifiedBy: _, ...said } = digest
    const meant = names.meant(said.name, folder) ?? fromElsewhere(said.name)
    return meant === undefined || meant === path ? [] : [{ ...said, name: meant }]
  })
  // `sha256sum /data/m/*` writes paths of the machine that made the list: the file lies beside it.
  function fromElsewhere(name: string): string | undefined {
    const base = baseOf(name)
    if (base === name || record.authority === 'assay-lock' || plainName(name) === undefined) return undefined
    const rivals = new Set((bases.get(base) ?? []).map((d) => d.name))
    return rivals.size === 1 ? names.meant(base, folder) : undefined
  }
  const unclear = (record.unclear ?? []).flatMap((name) => names.meant(name, folder) ?? [])
  const { clear, open } = record.authority === 'model-card' ? settled(digests) : { clear: digests, open: [] }
  return {
    kind: record.authority,
    source: path,
    digests: clear,
    cameWithBytes: true,
    gaps: [],
    unclear: [...unclear, ...open],
  }
}

function baseOf(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

/** A card tells of several versions: where it gives one name two digests, nobody can tell which is meant. */
function settled(digests: readonly PublishedDigest[]): { clear: PublishedDigest[]; open: string[] } {
  const values = Map.groupBy(digests, (d) => `${d.algorithm} ${d.name}`)
  const open = new Set(
    [...values.values()]
      .filter((same) => new Set(same.map((d) => d.hex)).size > 1)
      .map((same) => same[0]!.name),
  )
  return { clear: digests.filter((d) => !open.has(d.name)), open: [...open] }
}
