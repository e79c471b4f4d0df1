import type { Inventory, SystemRecord } from '../../inventory/inventory.ts'
import type { InventoryItem } from '../../model/component.ts'
import type { Evidence } from '../../model/finding.ts'
import { UsageError } from '../../model/usage-error.ts'
import { TRIGGERS, type Bom, type BomUpdate } from '../bom.ts'
import { parseGap } from '../evidence-text.ts'
import { readAttributes, valuesOf } from '../properties.ts'
import { createGathering, type Gathering } from './gathering.ts'
import {
  asFields,
  eachIn,
  fieldIn,
  integerIn,
  listIn,
  propertiesIn,
  textIn,
  textsIn,
  type Fields,
} from './json-view.ts'
import { readFileComponent } from './read-files.ts'
import {
  datasetName,
  foreignAttributes,
  foreignComponent,
  foreignDataset,
  foreignService,
} from './read-foreign.ts'
import { nameIn, readItem } from './read-item.ts'

const VERSIONS: ReadonlySet<string> = new Set(['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'])
/** Components may nest; nobody nests them deeper than this who means well. */
const MAX_DEPTH = 64

/**
 * Reads a CycloneDX document back. What `writeCycloneDx` wrote comes back whole; of other documents comes what an
 * inventory has a place for. Throws `UsageError` for what is no such document.
 */
export function readCycloneDx(document: unknown, shown = 'bom.cdx.json'): Bom {
  const root = asFields(document)
  if (!root || textIn(root, 'bomFormat') !== 'CycloneDX')
    throw new UsageError(`${shown}: is no CycloneDX document in JSON`)
  const spec = textIn(root, 'specVersion') ?? ''
  if (!VERSIONS.has(spec)) throw new UsageError(`${shown}: CycloneDX ${spec || 'of no version'} is not read`)
  const unsaid: Evidence = { at: { path: shown }, says: 'is stated in the document' }
  const gathering = createGathering(shown)
  const metadata = asFields(fieldIn(root, 'metadata')) ?? {}
  const update = updateIn(metadata)

  addComponents(root, gathering, unsaid)
  for (const service of eachIn(root, 'services')) addService(service, gathering, unsaid, 0)
  for (const formula of eachIn(root, 'formulation')) {
    addComponents(formula, gathering, unsaid)
    for (const workflow of eachIn(formula, 'workflows')) {
      const read = readItem(workflow, unsaid)
      if (read) gathering.addRead(read, textIn(workflow, 'bom-ref'))
    }
  }
  addDependencies(root, gathering, unsaid)
  const gaps = valuesOf(propertiesIn(root), 'gap').flatMap((text) => parseGap(text) ?? [])
  const inventory: Inventory = { system: systemIn(metadata, unsaid), ...gathering.gathered(gaps) }
  return {
    serial: textIn(root, 'serialNumber') ?? '',
    version: integerIn(root, 'version') ?? 1,
    timestamp: textIn(metadata, 'timestamp') ?? '',
    tool: toolIn(metadata),
    ...(update && { update }),
    inventory,
  }
}

function addComponents(
  holder: Fields,
  gathering: Gathering,
  unsaid: Evidence,
  depth = 0,
  parent?: string,
): void {
  if (depth > MAX_DEPTH) {
    gathering.addGap('limit', `components nested deeper than ${MAX_DEPTH}`)
    return
  }
  for (const component of eachIn(holder, 'components')) {
    const file = readFileComponent(component)
    if (file) {
      gathering.addFile(file)
      continue
    }
    // What was made up from attributes of other items.
    if (valuesOf(propertiesIn(component), 'attribute').length > 0) continue
    const read = readItem(component, unsaid)
    const id = read
      ? gathering.addRead(read, textIn(component, 'bom-ref'))
      : addForeign(component, gathering, unsaid)
    if (id !== undefined && parent !== undefined)
      gathering.addRelation({ from: parent, to: id, kind: 'contains', evidence: unsaid })
    addComponents(component, gathering, unsaid, depth + 1, read ? undefined : id)
  }
}

function addForeign(component: Fields, gathering: Gathering, unsaid: Evidence): string | undefined {
  const ref = textIn(component, 'bom-ref')
  const id = gathering.idFor(ref ?? textIn(component, 'purl') ?? labelOf(component))
  const item = foreignComponent(component, id, unsaid)
  if (!item) {
    gathering.addGap(
      'unsupported',
      `a component of type ${textIn(component, 'type') ?? 'unknown'} was left out`,
    )
    return undefined
  }
  gathering.addItem(item, ref)
  for (const ancestor of eachIn(asFields(fieldIn(component, 'pedigree')) ?? {}, 'ancestors')) {
    const base = ancestorOf(ancestor, gathering, unsaid)
    if (base) gathering.addRelation({ from: id, to: base, kind: 'derived-from', evidence: unsaid })
  }
  const card = asFields(fieldIn(component, 'modelCard')) ?? {}
  for (const dataset of eachIn(asFields(fieldIn(card, 'modelParameters')) ?? {}, 'datasets')) {
    const to = textIn(dataset, 'ref') ?? inlineDataset(dataset, gathering, unsaid)
    if (to !== undefined) gathering.addReference({ from: id, to, kind: 'trained-on', evidence: unsaid })
  }
  return id
}

/** Models that describe a dataset by one name mean one; it may be a component as well. */
function inlineDataset(data: Fields, gathering: Gathering, unsaid: Evidence): string | undefined {
  const name = datasetName(data)
  if (name === undefined) return undefined
  const ref = textIn(data, 'bom-ref') ?? `dataset:${name}`
  if (gathering.known(ref) !== undefined) return ref
  const item = foreignDataset(data, gathering.idFor(ref), unsaid)
  if (item) gathering.addItem(item, ref)
  return ref
}

/** An ancestor is written out in full; the same one may be a component as well. */
function ancestorOf(ancestor: Fields, gathering: Gathering, unsaid: Evidence): string | undefined {
  const purl = textIn(ancestor, 'purl')
  const wanted = textIn(ancestor, 'bom-ref') ?? purl ?? labelOf(ancestor)
  const known = gathering.known(wanted)
  if (known !== undefined) return known
  const item = foreignComponent(ancestor, gathering.idFor(wanted), unsaid)
  if (!item) return undefined
  gathering.addItem(item, wanted)
  return item.id
}

function addService(service: Fields, gathering: Gathering, unsaid: Evidence, depth: number): void {
  const ref = textIn(service, 'bom-ref')
  if (valuesOf(propertiesIn(service), 'attribute').length > 0) return
  const read = readItem(service, unsaid)
  if (read) gathering.addRead(read, ref)
  else {
    const item: InventoryItem = foreignService(
      service,
      gathering.idFor(ref ?? `service:${nameIn(service)}`),
      unsaid,
    )
    gathering.addItem(item, ref)
  }
  if (depth < MAX_DEPTH)
    for (const inner of eachIn(service, 'services')) addService(inner, gathering, unsaid, depth + 1)
}

/** Items of our own say what they relate to; for all others the graph does. */
function addDependencies(root: Fields, gathering: Gathering, unsaid: Evidence): void {
  for (const dependency of eachIn(root, 'dependencies')) {
    const from = gathering.foreign(textIn(dependency, 'ref') ?? '')
    if (from === undefined) continue
    for (const to of textsIn(dependency, 'dependsOn'))
      gathering.addReference({ from, to, kind: 'depends-on', evidence: unsaid })
  }
}

function labelOf(component: Fields): string {
  const version = textIn(component, 'version')
  return `${textIn(component, 'type') ?? 'component'}:${nameIn(component)}${version ? `@${version}` : ''}`
}

function systemIn(metadata: Fields, unsaid: Evidence): SystemRecord {
  const component = asFields(fieldIn(metadata, 'component')) ?? {}
  const properties = propertiesIn(component)
  const own = (name: string): string | undefined => valuesOf(properties, `system:${name}`)[0]
  const version = own('version') ?? textIn(component, 'version')
  const repository = own('repository')
  const commit = own('commit')
  const attributes = readAttributes(properties, unsaid)
  // Everything of one's own stands in properties: where there are none, another tool speaks.
  const foreign = attributes.length === 0 && repository === undefined && commit === undefined
  return {
    name: own('name') ?? nameIn(component),
    ...(version !== undefined && { version }),
    ...(repository !== undefined && { repository }),
    ...(commit !== undefined && { commit }),
    attributes: foreign ? systemAttributes(metadata, component, unsaid) : attributes,
  }
}

/** Until 1.6 the metadata said who made and supplies the system. */
function systemAttributes(metadata: Fields, component: Fields, unsaid: Evidence): SystemRecord['attributes'] {
  const inherited = Object.fromEntries(
    ['manufacture', 'supplier'].flatMap((key) => {
      const value = fieldIn(component, key) ?? fieldIn(metadata, key)
      return value === undefined ? [] : [[key, value]]
    }),
  )
  return foreignAttributes({ ...component, ...inherited }, unsaid)
}

/** Tools are a list up to 1.4 and an object since. */
function toolIn(metadata: Fields): Bom['tool'] {
  const tools = fieldIn(metadata, 'tools')
  const [first] = asFields(tools) ? eachIn(asFields(tools)!, 'components') : listIn(metadata, 'tools')
  const tool = asFields(first) ?? {}
  return { name: textIn(tool, 'name') ?? '', version: textIn(tool, 'version') ?? '' }
}

function updateIn(metadata: Fields): BomUpdate | undefined {
  const properties = propertiesIn(metadata)
  const said = valuesOf(properties, 'bom:trigger')
  const [previousDigest] = valuesOf(properties, 'bom:previous-digest')
  const previousVersion = Number(valuesOf(properties, 'bom:previous-version')[0])
  if (previousDigest === undefined || !Number.isSafeInteger(previousVersion)) return undefined
  const triggers = said.flatMap((text) => TRIGGERS.find((t) => t === text) ?? [])
  return { triggers, previousDigest, previousVersion }
}
