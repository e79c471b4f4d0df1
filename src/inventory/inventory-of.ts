import type { ChecksumCheck } from '../model/checksum.ts'
import type { Artifact, InventoryItem } from '../model/component.ts'
import type { Gap } from '../model/finding.ts'
import { withCondaContents } from './contents.ts'
import { withGrants } from './grants.ts'
import { identify, type SightedAt } from './identify.ts'
import type { Inventory } from './inventory.ts'
import { joinLocalNames } from './local-names.ts'
import { withLineage } from './lineage.ts'
import { withPackaging } from './packaging.ts'
import { findPlaces, isWeights, type PlacesInput } from './places.ts'
import { joinRuns } from './runs.ts'
import { systemRecord } from './system.ts'

export interface InventoryInput extends PlacesInput {
  /** All that is said of the bytes of the files. */
  readonly checks: readonly ChecksumCheck[]
  readonly sightings: readonly SightedAt[]
  readonly gaps: readonly Gap[]
  readonly git: { readonly repository?: string; readonly commit?: string }
}

/** From what was seen in single files to the things that a system is made of. */
export function inventoryOf(input: InventoryInput): Inventory {
  const { rootName, tree, artifacts, checks, sightings, gaps, git } = input
  const aliases = new Map(tree.files.flatMap((f) => f.aliases.map((alias) => [alias, f.path] as const)))
  const seen = identify({ places: findPlaces(input), sightings, artifacts, aliases })
  const { relations: told, items: joined } = joinRuns(joinLocalNames(seen))
  const relations = withCondaContents({ items: joined, relations: told })
  const items = withPackaging(withGrants(withLineage({ items: joined, relations })), seen.systems)
  const held = new Set(items.flatMap((i) => i.artifacts))
  const files = new Map(artifacts.map((a) => [a.path, a]))
  return {
    system: systemRecord(rootName, seen.systems, git),
    items: items.map((item) => withDigest(item, files)),
    relations,
    artifacts: artifacts.filter((a) => held.has(a.path)),
    checks: checks.filter((c) => held.has(c.path)),
    gaps,
  }
}

/** What is one file is known by its bytes as well. */
function withDigest(item: InventoryItem, files: ReadonlyMap<string, Artifact>): InventoryItem {
  const [only, ...more] = item.artifacts
  const file = only === undefined || more.length > 0 ? undefined : files.get(only)
  // A configuration alone is not the model, or the program, that it configures.
  const configured =
    (item.kind === 'model' && file && !isWeights(file)) ||
    item.attributes.some((a) => a.name === 'plugin-type' && a.value === 'agent')
  if (!file?.digest || configured) return item
  return { ...item, identity: { ...item.identity, digest: file.digest } }
}

/** Files that belong to nothing but themselves. */
export function loneFiles(inventory: Inventory, artifacts: readonly Artifact[]): Artifact[] {
  const held = new Set(inventory.items.flatMap((i) => i.artifacts))
  return artifacts.filter((a) => !a.path.includes('!') && !held.has(a.path))
}
