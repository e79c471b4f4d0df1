import type { SystemRecord } from '../../../inventory/inventory.ts'
import type { InventoryItem } from '../../../model/component.ts'
import { isRepositoryAddress } from '../../../text/web-address.ts'
import { uriOf } from '../element.ts'
import { RECORD_SCHEMAS, type SystemElementRecord } from '../records.ts'
import { element, filled, type Draft } from './draft.ts'
import type { WrittenItems } from './items.ts'
import { all, first, isApiModel } from './known.ts'
import { expressionsOf } from './licenses.ts'
import type { RelationshipForm, Relationships } from './relationships.ts'

const DEVELOPMENT: ReadonlySet<string> = new Set(['dev', 'development'])
const TEST: ReadonlySet<string> = new Set(['test', 'tests', 'testing'])

/** The system that the document is about: the root that everything hangs from. */
export function writeSystem(draft: Draft, relationships: Relationships, system: SystemRecord): string {
  const { name, version, repository, commit, attributes } = system
  const id = draft.ids.of('system', '')
  const pages = all(system, 'source-url')
  const stated = pages.filter(isRepositoryAddress)
  const repositories = [...new Set([...(repository === undefined ? [] : [repository]), ...stated])]
  const supplier = first(system, 'supplier')
  draft.parts.artifacts.unshift(
    element('software_Package', id, {
      name,
      description: first(system, 'description'),
      externalIdentifier:
        commit !== undefined && /^[0-9a-f]{40}$/.test(commit)
          ? [
              {
                type: 'ExternalIdentifier',
                externalIdentifierType: 'gitoid',
                identifier: `gitoid:commit:sha1:${commit}`,
              },
            ]
          : undefined,
      externalRef:
        repositories.length === 0
          ? undefined
          : [{ type: 'ExternalRef', externalRefType: 'vcs', locator: repositories }],
      originatedBy: filled(all(system, 'author').map((author) => draft.agent('Agent', author))),
      software_primaryPurpose: 'application',
      suppliedBy: supplier === undefined ? undefined : draft.agent('Organization', supplier),
      software_homePage: uriOf(pages.find((page) => !stated.includes(page)) ?? pages[0]),
      software_packageVersion: version,
    }),
  )
  for (const license of expressionsOf(all(system, 'license')))
    relationships.add(id, { type: 'hasDeclaredLicense' }, draft.license(license))
  const record: SystemElementRecord = {
    schema: RECORD_SCHEMAS.system,
    ...(repository !== undefined && { repository }),
    ...(commit !== undefined && { commit }),
    attributes,
  }
  draft.annotate(id, 'system', record)
  return id
}

/** Leads from the system to what lies in it and to what it names itself; the rest is reached from there. */
export function writeParts(
  relationships: Relationships,
  system: string,
  { items, byId, loose }: WrittenItems,
): void {
  const pointedAt = new Set(items.flatMap((i) => i.relations.map((r) => r.to)))
  for (const { item, spdxId } of items) {
    if (liesInside(item)) relationships.add(system, { type: 'contains' }, spdxId)
    else if (
      !pointedAt.has(item.id) ||
      byId.get(item.id)?.spdxId !== spdxId ||
      first(item, 'direct') === 'true'
    )
      relationships.add(system, needs(item), spdxId)
  }
  for (const file of loose) relationships.add(system, { type: 'contains' }, file)
}

function liesInside(item: InventoryItem): boolean {
  if (isApiModel(item) || item.kind === 'package') return false
  return item.artifacts.length > 0 || ['prompt', 'file', 'training'].includes(item.kind)
}

function needs(item: InventoryItem): RelationshipForm {
  const scopes = all(item, 'scope')
  const within = (names: ReadonlySet<string>): boolean =>
    scopes.length > 0 && scopes.every((scope) => names.has(scope))
  if (within(DEVELOPMENT)) return { type: 'dependsOn', scope: 'development' }
  if (within(TEST)) return { type: 'dependsOn', scope: 'test' }
  return { type: 'dependsOn' }
}
