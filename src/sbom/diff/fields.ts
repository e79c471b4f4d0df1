import { fileVerdict, type ChecksumCheck } from '../../model/checksum.ts'
import type { Artifact, Distribution, InventoryItem, Relation } from '../../model/component.ts'

/** What is needed of one inventory to tell what an item consists of. */
export interface Side {
  readonly artifacts: ReadonlyMap<string, Artifact>
  /** What the checks of a file come to, and on whose word. */
  readonly checks: ReadonlyMap<string, string>
  readonly relations: ReadonlyMap<string, readonly Relation[]>
  readonly names: ReadonlyMap<string, string>
}

export function verdictsByPath(checks: readonly ChecksumCheck[]): Map<string, string> {
  return new Map([...Map.groupBy(checks, (c) => c.path)].map(([path, same]) => [path, verdictText(same)]))
}

function verdictText(checks: readonly ChecksumCheck[]): string {
  const verdict = fileVerdict(checks.map((c) => c.verdict)) ?? 'unpublished'
  const authorities = checks.filter((c) => c.verdict === verdict).map((c) => c.authority)
  return `${verdict} (${[...new Set(authorities)].toSorted().join('; ')})`
}

/** Relations whose change means something by itself; what needs what changes with every lock file. */
const TOLD = new Set<Relation['kind']>(['derived-from', 'trained-on', 'provides'])

/** The fields of an item as text, several values each, so that two of them can be compared. */
export function fieldsOf(item: InventoryItem, side: Side): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  const add = (field: string, value: string): void => {
    const list = fields.get(field)
    if (list) list.push(value)
    else fields.set(field, [value])
  }
  add('name', item.name)
  if (item.version !== undefined) add('version', item.version)
  for (const { name, key, value, basis } of item.attributes)
    if (basis !== 'file-mtime') add(key === undefined ? name : `${name} ${key}`, value)
  for (const path of item.artifacts) {
    const digest = side.artifacts.get(path)?.digest
    add(`file ${path}`, digest ?? 'not hashed')
    const check = side.checks.get(path)
    if (check !== undefined) add(`checksum ${path}`, check)
  }
  for (const distribution of item.distributions) add('distribution', distributionText(distribution))
  for (const { kind, to } of side.relations.get(item.id) ?? [])
    if (TOLD.has(kind)) add(kind, side.names.get(to) ?? to)
  return fields
}

function distributionText({ filename, url, hashes }: Distribution): string {
  const listed = hashes.map((h) => `${h.algorithm}:${h.value}`).join(' ')
  return [filename ?? url ?? 'distribution', listed || 'without a hash'].join(' ')
}
