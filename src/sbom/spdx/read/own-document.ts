import type { SystemRecord } from '../../../inventory/inventory.ts'
import { malformed } from '../../../model/read-error.ts'
import {
  COMPONENT_KINDS,
  type Artifact,
  type Distribution,
  type Hash,
  type InventoryItem,
  type Relation,
} from '../../../model/component.ts'
import { TRIGGERS, type Bom, type BomUpdate } from '../../bom.ts'
import { hashOfSpdx } from '../hashes.ts'
import { carriesDigest, inOrder } from '../records.ts'
import {
  decodeAttributes,
  decodeCheck,
  decodeDigest,
  decodeDistribution,
  decodeEvidence,
  decodeGap,
  decodeHash,
  decodeRelation,
  optional,
} from './decode.ts'
import type { Elements } from './elements.ts'
import type { OwnRecords } from './own-records.ts'
import { decoded, idOf, integer, isRaw, list, objects, oneOf, text, texts, type Raw } from './values.ts'

/** A document of this product, with everything that the bill of materials held when it was written. */
export function readOwnDocument(elements: Elements, records: OwnRecords): Bom {
  const [bom] = records.bom
  const [system] = records.system
  if (!bom || !system) throw malformed('the record of the bill of materials is missing')
  const order = isRaw(bom.raw['order']) ? bom.raw['order'] : {}
  const items = records.item.flatMap(({ subject, raw }) => {
    const element = elements.byId.get(subject)
    const item = element && readItem(elements, element, raw)
    return item ? [{ item, raw, element }] : []
  })
  const relations = [
    ...items.flatMap(({ item, raw }) => decoded(list(raw, 'relations'), (r) => decodeRelation(r, item.id))),
    ...decoded(list(bom.raw, 'relations'), (r) => decodeRelation(r, text(r, 'from'))),
  ]
  const files = records.file.flatMap(({ subject, raw }) => readFile(elements.byId.get(subject), raw))
  const merged = items.flatMap(({ element, raw }) =>
    isRaw(raw['file']) ? readFile(element, raw['file'], text(raw['file'], 'path')) : [],
  )
  return {
    ...readSeries(bom.raw),
    inventory: {
      system: readSystem(elements.byId.get(system.subject), system.raw),
      items: items.map(({ item }) => item),
      relations: inOrder<Relation>(relations, numbers(order, 'relations')),
      artifacts: inOrder<Artifact>([...files, ...merged], numbers(order, 'artifacts')),
      checks: decoded(list(bom.raw, 'checks'), decodeCheck),
      gaps: records.gap.flatMap(({ raw }) => decodeGap(raw) ?? []),
    },
  }
}

function readSeries(raw: Raw): Omit<Bom, 'inventory'> {
  const serial = text(raw, 'serial')
  const version = integer(raw, 'version')
  const timestamp = text(raw, 'timestamp')
  const tool = isRaw(raw['tool']) ? raw['tool'] : {}
  const name = text(tool, 'name')
  const toolVersion = text(tool, 'version')
  if (serial === undefined || version === undefined || timestamp === undefined)
    throw malformed('the record of the bill of materials is not whole')
  if (name === undefined || toolVersion === undefined) throw malformed('the record names no tool')
  const update = isRaw(raw['update']) ? readUpdate(raw['update']) : undefined
  return { serial, version, timestamp, tool: { name, version: toolVersion }, ...(update && { update }) }
}

function readUpdate(raw: Raw): BomUpdate | undefined {
  const previousDigest = text(raw, 'previousDigest')
  const previousVersion = integer(raw, 'previousVersion')
  if (previousDigest === undefined || previousVersion === undefined) return undefined
  const triggers = texts(raw, 'triggers').flatMap((trigger) => oneOf(TRIGGERS, trigger) ?? [])
  return { triggers, previousDigest, previousVersion }
}

function readSystem(element: Raw | undefined, raw: Raw): SystemRecord {
  const version = element && text(element, 'software_packageVersion')
  return {
    name: (element && text(element, 'name')) ?? '',
    ...(version !== undefined && { version }),
    ...optional(raw, 'repository'),
    ...optional(raw, 'commit'),
    attributes: decodeAttributes(raw),
  }
}

function readItem(elements: Elements, element: Raw, raw: Raw): InventoryItem | undefined {
  const id = text(raw, 'id')
  const kind = oneOf(COMPONENT_KINDS, text(raw, 'kind'))
  if (id === undefined || !kind) return undefined
  const version = text(raw, 'version') ?? text(element, 'software_packageVersion')
  const purl = text(raw, 'purl') ?? text(element, 'software_packageUrl')
  const distributions = list(raw, 'distributions').filter(isRaw)
  const digest = carriesDigest(kind, distributions.length)
    ? hashesOf(element).find((hash) => hash.algorithm === 'sha256')
    : undefined
  const known = decodeDigest(text(raw, 'digest')) ?? (digest && decodeDigest(`sha256:${digest.value}`))
  return {
    id,
    kind,
    name: text(raw, 'name') ?? text(element, 'name') ?? '',
    ...(version !== undefined && { version }),
    identity: { ...(purl !== undefined && { purl }), ...(known && { digest: known }) },
    artifacts: texts(raw, 'artifacts'),
    evidence: decoded(list(raw, 'evidence'), decodeEvidence),
    attributes: decodeAttributes(raw),
    distributions: distributions.map((d) => readDistribution(elements, element, d)),
  }
}

function readDistribution(elements: Elements, item: Raw, raw: Raw): Distribution {
  const file = text(raw, 'file')
  const base = (idOf(item) ?? '').split('#', 1)[0]!
  const holder = file === undefined ? item : elements.byId.get(`${base}#${file}`)
  const hashes = Object.hasOwn(raw, 'hashes')
    ? decoded(list(raw, 'hashes'), decodeHash)
    : holder
      ? hashesOf(holder)
      : []
  return { ...decodeDistribution(raw), hashes }
}

function readFile(element: Raw | undefined, raw: Raw, place?: string): Artifact[] {
  const path = place ?? (element && text(element, 'name'))
  const size = integer(raw, 'size')
  const format = text(raw, 'format')
  if (!element || path === undefined || size === undefined || format === undefined) return []
  const sha256 = hashesOf(element).find((hash) => hash.algorithm === 'sha256')
  const digest = sha256 && decodeDigest(`sha256:${sha256.value}`)
  return [{ path, ...(digest && { digest }), size, format }]
}

function hashesOf(element: Raw): Hash[] {
  return objects(element, 'verifiedUsing').flatMap((raw) => {
    const hash = hashOfSpdx(raw['algorithm'], raw['hashValue'])
    return hash ? [hash] : []
  })
}

function numbers(raw: Raw, key: string): number[] | undefined {
  const values = list(raw, key).filter((value) => typeof value === 'number')
  return values.length > 0 ? values : undefined
}
