import { sha256 } from '../../../model/identity.ts'
import { malformed } from '../../../model/read-error.ts'
import type { InventoryItem } from '../../../model/component.ts'
import type { SystemRecord } from '../../../inventory/inventory.ts'
import type { Bom } from '../../bom.ts'
import { instantOf } from '../element.ts'
import type { Elements } from './elements.ts'
import { foreignItem, licensesOf } from './foreign-item.ts'
import { foreignRelations } from './foreign-relations.ts'
import { idOf, isRaw, list, references, text, typeOf, type Raw } from './values.ts'

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i
const ITEM_TYPES: ReadonlySet<string | undefined> = new Set([
  'ai_AIPackage',
  'dataset_DatasetPackage',
  'software_Package',
  'software_File',
  'build_Build',
])

/** What others wrote, as far as an inventory has a place for it. All of it is declared, by the document. */
export function readForeignDocument(elements: Elements, shown: string): Bom {
  const [document] = elements.ofType('SpdxDocument')
  const [sbom] = [...elements.ofType('software_Sbom'), ...elements.ofType('Bom')]
  const creation = creationOf(elements, document ?? sbom)
  const timestamp = creation && instantOf(text(creation, 'created'))
  if (!creation || timestamp === undefined) throw malformed('it does not say when it was created')

  const candidates = elements.all.filter((raw) => ITEM_TYPES.has(typeOf(raw)) && idOf(raw) !== undefined)
  const licenses = licensesOf(elements)
  const root = rootOf(elements, document, sbom)
  const items = [
    ...new Map(
      candidates
        .filter((raw) => raw !== root)
        .map((raw) => foreignItem({ elements, licenses, shown }, raw))
        .map((item) => [item.id, item]),
    ).values(),
  ].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const name = (document && text(document, 'name')) ?? (sbom && text(sbom, 'name')) ?? ''
  return {
    serial: serialOf((document && idOf(document)) ?? (sbom && idOf(sbom)) ?? name),
    version: 1,
    timestamp,
    tool: toolOf(elements, creation),
    inventory: {
      system: root ? systemOf(foreignItem({ elements, licenses, shown }, root)) : { name, attributes: [] },
      items,
      relations: foreignRelations(elements, new Set(items.map((i) => i.id)), shown),
      artifacts: [],
      checks: [],
      gaps: [],
    },
  }
}

/** What the document is about, when that is one package which is no model and no dataset of its own. */
function rootOf(elements: Elements, document: Raw | undefined, sbom: Raw | undefined): Raw | undefined {
  const roots = [
    ...(sbom ? references(sbom, 'rootElement') : []),
    ...(document ? references(document, 'rootElement') : []),
  ]
    .map((id) => elements.byId.get(id))
    .filter((raw) => raw !== undefined && raw !== sbom)
  const [only, ...more] = new Set(roots)
  return more.length === 0 && only && typeOf(only) === 'software_Package' ? only : undefined
}

function systemOf({ name, version, attributes }: InventoryItem): SystemRecord {
  return { name, ...(version !== undefined && { version }), attributes }
}

function creationOf(elements: Elements, element: Raw | undefined): Raw | undefined {
  const [info] = element ? list(element, 'creationInfo') : []
  if (isRaw(info)) return info
  const named = typeof info === 'string' ? elements.byId.get(info) : undefined
  return named ?? elements.ofType('CreationInfo')[0]
}

/** Tools write name and version in one field, with a space, a dash or an `@` between. */
function toolOf(elements: Elements, creation: Raw): Bom['tool'] {
  const [id] = [...references(creation, 'createdUsing'), ...references(creation, 'createdBy')]
  const element = id === undefined ? undefined : elements.byId.get(id)
  const named = (element && text(element, 'name')) ?? ''
  const match = /^(?<name>\S.*?)[\s@/-]v?(?<version>\d[^\s@/]*)$/.exec(named.slice(0, 200))
  return { name: match?.groups?.['name'] ?? named, version: match?.groups?.['version'] ?? '' }
}

/** The UUID that the id holds, else one that follows from the id. */
function serialOf(id: string): string {
  const [found] = UUID.exec(id) ?? []
  if (found !== undefined) return `urn:uuid:${found.toLowerCase()}`
  const hex = sha256(id).slice('sha256:'.length)
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
