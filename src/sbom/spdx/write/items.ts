import { posix } from 'node:path'
import type { Inventory } from '../../../inventory/inventory.ts'
import type { ChecksumCheck } from '../../../model/checksum.ts'
import type { Artifact, InventoryItem, Relation } from '../../../model/component.ts'
import { outermostPath } from '../../../model/location.ts'
import type { SpdxElement } from '../element.ts'
import { carriesDigest, RECORD_SCHEMAS, type ItemRecord } from '../records.ts'
import { buildActors, buildElement } from './build-elements.ts'
import type { Draft } from './draft.ts'
import { fileElement, writeArtifact, writeDistributions } from './file-elements.ts'
import { isApiModel } from './known.ts'
import { writeLicenses } from './licenses.ts'
import { packageElement } from './package-elements.ts'
import {
  relationshipForm,
  type Completeness,
  type RelationshipForm,
  type Relationships,
} from './relationships.ts'
import { trainingSummary } from './training-summary.ts'

/** An item with the element that stands for it. */
interface WrittenItem {
  readonly item: InventoryItem
  readonly spdxId: string
  /** What it leads to, in the order of the inventory. */
  readonly relations: readonly Relation[]
}

export interface WrittenItems {
  readonly items: readonly WrittenItem[]
  readonly byId: ReadonlyMap<string, WrittenItem>
  /** Paths in the order in which they will be read. */
  readonly paths: readonly string[]
  /** Files that no item consists of. */
  readonly loose: readonly string[]
}

export type Unknowns = (item: InventoryItem) => readonly string[]

export function writeItems(
  draft: Draft,
  relationships: Relationships,
  inventory: Inventory,
  unknowns: Unknowns,
): WrittenItems {
  const items = identified(draft, inventory)
  const byId = new Map<string, WrittenItem>()
  for (const written of items) if (!byId.has(written.item.id)) byId.set(written.item.id, written)
  const checks = Map.groupBy(inventory.checks, (c) => c.path)
  const artifacts = new Map(inventory.artifacts.map((a) => [a.path, a]))
  const unread = inventory.gaps.map((g) => g.at.path)
  const owners = ownerCounts(inventory)

  const single = new Map<InventoryItem, Artifact>()
  const places = new Map<string, string>()
  for (const { item, spdxId } of items) {
    const [path, ...more] = item.artifacts
    const artifact = path === undefined || more.length > 0 ? undefined : artifacts.get(path)
    if (!artifact || owners.get(artifact.path) !== 1 || !isFileKind(item) || !sameBytes(item, artifact))
      continue
    single.set(item, artifact)
    places.set(artifact.path, spdxId)
  }
  const merged = [...places.keys()]
  for (const artifact of artifacts.values())
    if (!places.has(artifact.path))
      places.set(artifact.path, writeArtifact(draft, artifact, checks.get(artifact.path) ?? []))

  for (const written of items) {
    const file = single.get(written.item)
    writeItem(draft, relationships, written, {
      byId,
      file,
      checks: checks.get(file?.path ?? '') ?? [],
      unknown: unknowns(written.item),
    })
    writeRelations(relationships, written, byId, unread)
    if (!file) writeContents(relationships, written, places, artifacts, unread)
  }
  return {
    items,
    byId,
    paths: [...[...artifacts.keys()].filter((path) => !merged.includes(path)), ...merged],
    loose: [...artifacts.keys()].filter((path) => !owners.has(path)).map((path) => places.get(path)!),
  }
}

interface Surroundings {
  readonly byId: ReadonlyMap<string, WrittenItem>
  readonly file: Artifact | undefined
  readonly checks: readonly ChecksumCheck[]
  readonly unknown: readonly string[]
}

function writeItem(
  draft: Draft,
  relationships: Relationships,
  written: WrittenItem,
  { byId, file, checks, unknown }: Surroundings,
): void {
  const { item, spdxId, relations } = written
  const element = elementOf(draft, written, file, checks)
  const summary =
    item.kind === 'model' ? trainingSummary(item, relations, (id) => byId.get(id)?.item) : undefined
  draft.parts.artifacts.push({
    ...element,
    ...(unknown.length > 0 && { comment: `Not known: ${unknown.join(', ')}.` }),
    ...(summary !== undefined && { ai_informationAboutTraining: summary }),
  })
  if (item.kind === 'training') writeActors(draft, relationships, written, byId)
  else writeLicenses(draft, relationships, spdxId, item)
  const { records, files } = writeDistributions(draft, item)
  for (const target of files) relationships.add(spdxId, { type: 'hasDistributionArtifact' }, target)
  draft.annotate(
    spdxId,
    `item/${item.id}`,
    { ...itemRecord(written, element, records, file), ...(unknown.length > 0 && { unknown }) },
    item.kind === 'service' ? 'A service that is reached over a network.' : undefined,
  )
}

function elementOf(
  draft: Draft,
  { item, spdxId }: WrittenItem,
  file: Artifact | undefined,
  checks: readonly ChecksumCheck[],
): SpdxElement {
  if (item.kind === 'training') return buildElement(spdxId, item)
  if (file || item.kind === 'file') return fileElement(draft, spdxId, item, checks)
  return packageElement(draft, spdxId, item)
}

/** What the element says in the same words is left out. */
function itemRecord(
  { item, relations }: WrittenItem,
  element: SpdxElement,
  distributions: ItemRecord['distributions'],
  file: Artifact | undefined,
): ItemRecord {
  const { id, kind, name, version, identity, artifacts, evidence, attributes } = item
  const carried = !isApiModel(item) && carriesDigest(kind, item.distributions.length)
  return {
    schema: RECORD_SCHEMAS.item,
    id,
    kind,
    ...(element['name'] !== name && { name }),
    ...(version !== undefined && element['software_packageVersion'] !== version && { version }),
    ...(identity.purl !== undefined &&
      element['software_packageUrl'] !== identity.purl && { purl: identity.purl }),
    ...(identity.digest !== undefined && !carried && { digest: identity.digest }),
    artifacts,
    evidence,
    attributes,
    distributions,
    relations: relations.map(({ to, kind: how, evidence: seen }) => ({ to, kind: how, evidence: seen })),
    ...(file && { file: { path: file.path, size: file.size, format: file.format } }),
  }
}

function writeRelations(
  relationships: Relationships,
  { item, spdxId, relations }: WrittenItem,
  byId: ReadonlyMap<string, WrittenItem>,
  unread: readonly string[],
): void {
  const completeness = graphCompleteness(item, relations, unread)
  for (const { kind, to } of relations) {
    const target = byId.get(to)
    if (target)
      relationships.add(
        spdxId,
        { ...relationshipForm(kind, item, target.item), ...comparisonOf(kind, item, target.item) },
        target.spdxId,
        kind === 'depends-on' ? completeness : undefined,
      )
  }
}

/** A lock that states what a version needs states all of it; a range has no fixed needs. */
function graphCompleteness(
  item: InventoryItem,
  relations: readonly Relation[],
  unread: readonly string[],
): Completeness {
  const needs = relations.filter((r) => r.kind === 'depends-on')
  const stating = new Set([...item.evidence, ...needs.map((r) => r.evidence)].map((e) => e.at.path))
  if (unread.some((path) => stating.has(path))) return 'incomplete'
  return item.kind === 'package' && item.version !== undefined ? 'complete' : 'noAssertion'
}

/** What a comparison of the weights says of a descent. */
function comparisonOf(
  kind: Relation['kind'],
  { attributes }: InventoryItem,
  base: InventoryItem,
): Pick<RelationshipForm, 'comment'> {
  const compared =
    kind === 'derived-from'
      ? attributes.find((a) => a.name === 'derivation' && a.key === base.name)
      : undefined
  return compared ? { comment: `${compared.value} (${compared.status})` } : {}
}

/** A run that nobody knows the starter, the inputs or the results of says so. */
function writeActors(
  draft: Draft,
  relationships: Relationships,
  { item, spdxId, relations }: WrittenItem,
  byId: ReadonlyMap<string, WrittenItem>,
): void {
  const targets = relations.flatMap(({ kind, to }) => {
    const target = byId.get(to)?.item
    return target ? [{ form: relationshipForm(kind, item, target), target }] : []
  })
  const actors = buildActors(
    draft,
    item,
    targets.map((t) => t.target),
  )
  for (const type of ['invokedBy', 'usesTool', 'hasHost'] as const)
    for (const to of actors[type]) relationships.add(spdxId, { type, scope: 'build' }, to)
  const known = new Set(targets.filter((t) => t.form.scope === 'build').map((t) => t.form.type))
  const missing = [
    ...(actors.invokedBy.length === 0 ? ['invokedBy'] : []),
    ...(known.has('hasInput') ? [] : ['hasInput']),
    ...(known.has('hasOutput') ? [] : ['hasOutput']),
  ]
  for (const type of missing) relationships.add(spdxId, { type, scope: 'build' }, 'NoAssertionElement')
}

/** The files of an item are all files of the tree that belong to it, unless some could not be read. */
function writeContents(
  relationships: Relationships,
  { item, spdxId }: WrittenItem,
  places: ReadonlyMap<string, string>,
  artifacts: ReadonlyMap<string, Artifact>,
  unread: readonly string[],
): void {
  const read = item.artifacts.every((path) => artifacts.get(path)?.digest !== undefined)
  const folders = new Set(item.artifacts.map((path) => posix.dirname(outermostPath(path))))
  const gap = unread.some((path) => folders.has(posix.dirname(outermostPath(path))))
  const completeness: Completeness = read && !gap ? 'complete' : 'incomplete'
  for (const path of item.artifacts) {
    const file = places.get(path)
    if (file !== undefined) relationships.add(spdxId, { type: 'contains' }, file, completeness)
  }
}

function identified(draft: Draft, inventory: Inventory): WrittenItem[] {
  const relations = Map.groupBy(inventory.relations, (r) => r.from)
  const seen = new Map<string, number>()
  return inventory.items.map((item) => {
    const count = seen.get(item.id) ?? 0
    seen.set(item.id, count + 1)
    const spdxId = draft.ids.of('item', count === 0 ? item.id : `${item.id} ${count + 1}`)
    return { item, spdxId, relations: count === 0 ? (relations.get(item.id) ?? []) : [] }
  })
}

function ownerCounts(inventory: Inventory): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of inventory.items)
    for (const path of item.artifacts) counts.set(path, (counts.get(path) ?? 0) + 1)
  return counts
}

function isFileKind({ kind }: InventoryItem): boolean {
  return kind === 'file' || kind === 'prompt'
}

/** The element has one list of hashes: those of the item and of the file must be the same. */
function sameBytes({ identity, distributions }: InventoryItem, { digest }: Artifact): boolean {
  return distributions.length === 0 && identity.digest === digest
}
