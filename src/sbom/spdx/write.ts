import type { Bom, BomUpdate } from '../bom.ts'
import { CONTEXT, CREATION_INFO, type Json, SPEC_VERSION, type SpdxElement } from './element.ts'
import { orderOf, RECORD_SCHEMAS, type BomRecord, type GapRecord } from './records.ts'
import { knownAgents } from './write/agents.ts'
import { profileConformance } from './write/conformance.ts'
import { createDraft, element, filled, type Draft } from './write/draft.ts'
import { createIds } from './write/ids.ts'
import { writeItems, type Unknowns, type WrittenItems } from './write/items.ts'
import { createRelationships } from './write/relationships.ts'
import { writeParts, writeSystem } from './write/system.ts'

export interface SpdxOptions {
  /** Names of what nobody says of an item: the document then says so. */
  readonly unknowns?: Unknowns
}

/** The bill of materials as SPDX 3.0.1 in JSON-LD. The same bill gives the same text. */
export function writeSpdx(bom: Bom, { unknowns = () => [] }: SpdxOptions = {}): string {
  const { inventory, tool, timestamp } = bom
  const draft = createDraft(createIds(bom), knownAgents(inventory))
  const { ids, parts } = draft
  const agent = draft.agent('SoftwareAgent', tool.name)
  const using = draft.agent('Tool', `${tool.name} ${tool.version}`)

  const relationships = createRelationships()
  const items = writeItems(draft, relationships, inventory, unknowns)
  const system = writeSystem(draft, relationships, inventory.system)
  writeParts(relationships, system, items)
  relationships.finish(draft)
  writeUpdate(draft, bom)
  draft.annotate(ids.document, 'bom', bomRecord(bom, items))
  writeGaps(draft, bom)

  const described = parts.artifacts
  const { profiles, comment } = profileConformance([...described, ...parts.licenses], parts.relationships)
  const sbom = ids.of('sbom', '')
  // The files that packages are published as lie elsewhere: they are reached from their packages.
  const distributions = ids.prefix('distribution')
  const head: Json[] = [
    {
      type: 'CreationInfo',
      '@id': CREATION_INFO,
      created: timestamp,
      createdBy: [agent],
      createdUsing: [using],
      specVersion: SPEC_VERSION,
    },
    element('SpdxDocument', ids.document, {
      comment,
      name: inventory.system.name,
      import: bom.update && [previousDocument(draft, bom.update)],
      profileConformance: profiles,
      rootElement: [sbom],
    }),
    element('software_Sbom', sbom, {
      name: inventory.system.name,
      element: described.filter((e) => !e.spdxId.startsWith(distributions)).map((e) => e.spdxId),
      profileConformance: profiles,
      rootElement: [system],
      software_sbomType: inventory.artifacts.length > 0 ? ['analyzed', 'source'] : ['source'],
    }),
  ]
  const graph: readonly (Json | SpdxElement)[] = [
    ...head,
    ...parts.agents,
    ...described,
    ...parts.licenses,
    ...parts.relationships,
    ...parts.annotations,
  ]
  return `${JSON.stringify({ '@context': CONTEXT, '@graph': graph }, undefined, 2)}\n`
}

function bomRecord(bom: Bom, { items, byId, paths }: WrittenItems): BomRecord {
  const { serial, version, timestamp, tool, update, inventory } = bom
  const loose = inventory.relations.filter((r) => !byId.has(r.from))
  const relations = orderOf(inventory.relations, [...items.flatMap((i) => i.relations), ...loose])
  const artifacts = orderOf(
    inventory.artifacts.map((a) => a.path),
    paths,
  )
  return {
    schema: RECORD_SCHEMAS.bom,
    serial,
    version,
    timestamp,
    tool,
    ...(update && { update }),
    checks: inventory.checks,
    relations: loose,
    ...((relations || artifacts) && {
      order: { ...(relations && { relations }), ...(artifacts && { artifacts }) },
    }),
  }
}

/** The earlier document is no part of this one: it is imported, with the digest that it had. */
function previousDocument({ ids }: Draft, { previousVersion, previousDigest }: BomUpdate): Json {
  const [, hashValue] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(previousDigest) ?? []
  return {
    type: 'ExternalMap',
    externalSpdxId: ids.documentOf(previousVersion),
    verifiedUsing: filled(hashValue === undefined ? [] : [{ type: 'Hash', algorithm: 'sha256', hashValue }]),
  }
}

function writeUpdate({ ids, parts }: Draft, { update }: Bom): void {
  if (!update) return
  parts.relationships.push(
    element('Relationship', ids.of('relationship', 'amendedBy'), {
      comment: `Made anew because of: ${update.triggers.join(', ')}`,
      relationshipType: 'amendedBy',
      from: ids.documentOf(update.previousVersion),
      to: [ids.document],
    }),
  )
}

function writeGaps(draft: Draft, { inventory }: Bom): void {
  for (const [i, gap] of inventory.gaps.entries()) {
    const record: GapRecord = { schema: RECORD_SCHEMAS.gap, ...gap }
    draft.annotate(
      draft.ids.document,
      `gap/${i + 1}`,
      record,
      `Not read, ${gap.reason}: ${gap.at.path}: ${gap.detail}`,
    )
  }
}
