import { posix } from 'node:path'
import type { TreeFacts } from './facts.ts'

/** Files that belong together as `stem-00001-of-000NN.ext`, in one folder. */
export interface ShardSet {
  readonly folder: string
  readonly stem: string
  readonly extension: string
  readonly total: number
  /** Path by number. */
  readonly shards: ReadonlyMap<number, string>
}

const SHARD = /^(?<stem>.+)-(?<number>\d{5})-of-(?<total>\d{5})(?<extension>\.[A-Za-z0-9.]+)$/

export function shardSets(paths: readonly string[]): ShardSet[] {
  const sets = new Map<string, ShardSet & { shards: Map<number, string> }>()
  for (const path of paths) {
    const { stem, number, total, extension } = SHARD.exec(posix.basename(path))?.groups ?? {}
    if (stem === undefined || extension === undefined) continue
    const folder = posix.dirname(path)
    const key = JSON.stringify([folder, stem, total, extension])
    const set = sets.get(key) ?? {
      folder,
      stem,
      extension,
      total: Number(total),
      shards: new Map<number, string>(),
    }
    set.shards.set(Number(number), path)
    sets.set(key, set)
  }
  return [...sets.values()]
}

/** A `*.index.json` with the shards that it declares, as paths from the root. */
export interface ShardIndex {
  readonly path: string
  readonly declared: readonly string[]
}

export function shardIndexes({ records }: Pick<TreeFacts, 'records'>): ShardIndex[] {
  return records.flatMap(({ path, record }) =>
    record.kind === 'shard-index'
      ? [{ path, declared: record.shards.map((shard) => posix.join(posix.dirname(path), shard)) }]
      : [],
  )
}

export function allPaths({ files }: Pick<TreeFacts, 'files'>): string[] {
  return files.flatMap((f) => [f.path, ...f.aliases])
}
