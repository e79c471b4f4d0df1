import type { TreeFacts, TreeFile } from './facts.ts'

/** What a rule over trees must and must not speak about. */
export interface TreeExamples {
  readonly bad: readonly [TreeFacts, ...TreeFacts[]]
  readonly good: readonly [TreeFacts, ...TreeFacts[]]
}

export function tree(files: readonly (string | TreeFile)[], more: Partial<TreeFacts> = {}): TreeFacts {
  const listed = files.map((f) =>
    typeof f === 'string' ? { path: f, aliases: [], size: 1, format: 'unknown' } : f,
  )
  return { files: listed, escapes: [], records: [], manifests: [], checked: [], derivations: [], ...more }
}

export function shardIndex(path: string, shards: readonly string[]): Partial<TreeFacts> {
  return { records: [{ path, record: { kind: 'shard-index', shards } }] }
}
