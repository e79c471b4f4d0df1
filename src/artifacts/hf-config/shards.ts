import { isObject, member, type JsonValue } from '../../bytes/json.ts'
import type { FileRecord } from '../../model/record.ts'
import type { HfConfigFacts } from './facts.ts'
import { leavesFolder } from './origin.ts'

const MAX_STRAY = 20

export interface ShardIndex {
  readonly record: FileRecord
  readonly stray: HfConfigFacts['strayShards']
}

/** `*.index.json`: which file holds which tensor. */
export function readShardIndex(root: JsonValue): ShardIndex | undefined {
  const map = member(root, 'weight_map')?.value
  if (!isObject(map)) return undefined
  const shards = new Set<string>()
  const stray: HfConfigFacts['strayShards'][number][] = []
  for (const { key, line, value } of map.members) {
    const shard = typeof value === 'string' ? value : ''
    if (shard === '' || leavesFolder(shard)) {
      if (stray.length < MAX_STRAY) stray.push({ tensor: key, shard, line })
    } else shards.add(shard)
  }
  const total = member(member(root, 'metadata')?.value, 'total_size')?.value
  const size =
    typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? { totalSize: total } : {}
  return { record: { kind: 'shard-index', shards: [...shards], ...size }, stray }
}
