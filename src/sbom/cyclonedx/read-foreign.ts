import type { Attribute, AttributeName } from '../../model/attribute.ts'
import type { ComponentKind, Distribution, InventoryItem } from '../../model/component.ts'
import type { Evidence } from '../../model/finding.ts'
import { parsePurl } from '../../names/purl.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { asFields, eachIn, fieldIn, oneIn, textIn, textsIn, type Fields } from './json-view.ts'
import { digestOf } from './read-files.ts'
import { hashesIn, nameIn, occurrencesIn, readDistribution } from './read-item.ts'

const KINDS: ReadonlyMap<string, ComponentKind> = new Map([
  ['machine-learning-model', 'model'],
  ['data', 'dataset'],
  ['library', 'package'],
  ['framework', 'package'],
  ['application', 'package'],
  ['platform', 'package'],
  ['operating-system', 'package'],
  ['container', 'container'],
  ['file', 'file'],
])

/** A component of another tool, as far as it goes; undefined for what no inventory holds, such as devices. */
export function foreignComponent(component: Fields, id: string, unsaid: Evidence): InventoryItem | undefined {
  const kind = kindOf(component)
  if (!kind) return undefined
  const purl = textIn(component, 'purl')
  const version = textIn(component, 'version')
  const digest = kind === 'package' ? undefined : digestOf(component)
  const seen = occurrencesIn(component)
  const own = hashesIn(component).filter((h) => `sha256:${h.value}` !== digest)
  return {
    id,
    kind,
    name: nameIn(component),
    ...(version && { version }),
    identity: { ...(purl !== undefined && parsePurl(purl) && { purl }), ...(digest && { digest }) },
    artifacts: [],
    evidence: seen.length > 0 ? seen : [unsaid],
    attributes: sorted(
      [
        ...sharedAttributes(component),
        ...modelAttributes(component),
        ...(kind === 'dataset' ? eachIn(component, 'data').flatMap(dataAttributes) : []),
      ],
      seen[0] ?? unsaid,
    ),
    distributions: [
      ...(own.length > 0 ? [{ hashes: own }] : []),
      ...eachIn(component, 'externalReferences').flatMap((r) => published(r) ?? []),
    ],
  }
}

/** What is said of a component of any kind: of the system that the document is about. */
export function foreignAttributes(component: Fields, evidence: Evidence): Attribute[] {
  return sorted(sharedAttributes(component), evidence)
}

/** Other tools may have written addresses with their credentials. */
function published(reference: Fields): Distribution | undefined {
  const read = readDistribution(reference)
  if (!read) return undefined
  const { url, ...distribution } = read
  return {
    ...distribution,
    ...(url !== undefined && { url: withoutCredentials(url) }),
  }
}

/** A dataset that a model card describes itself; undefined when it has neither a name nor an address. */
export function foreignDataset(data: Fields, id: string, unsaid: Evidence): InventoryItem | undefined {
  const name = datasetName(data)
  if (name === undefined) return undefined
  return {
    id,
    kind: 'dataset',
    name,
    identity: {},
    artifacts: [],
    evidence: [unsaid],
    attributes: sorted(dataAttributes(data), unsaid),
    distributions: [],
  }
}

export function datasetName(data: Fields): string | undefined {
  return textIn(data, 'name') || contentsUrl(data)
}

function contentsUrl(data: Fields): string | undefined {
  const url = textIn(asFields(fieldIn(data, 'contents')) ?? {}, 'url')
  return url ? withoutCredentials(url) : undefined
}

/** Whoever is named to answer for the data, be it an organisation or a person. */
function dataAttributes(data: Fields): Said[] {
  const governance = asFields(fieldIn(data, 'governance')) ?? {}
  const owners = eachIn(governance, 'owners').flatMap(
    (o) =>
      textIn(asFields(fieldIn(o, 'organization')) ?? {}, 'name') ??
      textIn(asFields(fieldIn(o, 'contact')) ?? {}, 'name') ??
      [],
  )
  return [
    ...said('description', textIn(data, 'description')),
    ...owners.flatMap((owner) => said('supplier', owner)),
    ...said('download-url', contentsUrl(data)),
  ]
}

export function foreignService(service: Fields, id: string, unsaid: Evidence): InventoryItem {
  const version = textIn(service, 'version')
  const provider = textIn(asFields(fieldIn(service, 'provider')) ?? {}, 'name')
  const authenticated = fieldIn(service, 'authenticated')
  return {
    id,
    kind: 'service',
    name: nameIn(service),
    ...(version && { version }),
    identity: {},
    artifacts: [],
    evidence: [unsaid],
    attributes: sorted(
      [
        ...sharedAttributes(service),
        ...said('provider', provider),
        ...textsIn(service, 'endpoints').map((url): Said => ['endpoint', withoutCredentials(url)]),
        ...said('authenticated', typeof authenticated === 'boolean' ? String(authenticated) : undefined),
      ],
      unsaid,
    ),
    distributions: [],
  }
}

function kindOf(component: Fields): ComponentKind | undefined {
  const kind = KINDS.get(textIn(component, 'type') ?? '')
  const data = eachIn(component, 'data').map((d) => textIn(d, 'type'))
  return kind === 'dataset' && data.length > 0 && !data.includes('dataset') ? 'file' : kind
}

type Said = readonly [name: AttributeName, value: string, key?: string]

function sharedAttributes(fields: Fields): Said[] {
  const pages = eachIn(fields, 'externalReferences')
    .filter((r) => ['vcs', 'website', 'model-card'].includes(textIn(r, 'type') ?? ''))
    .flatMap((r) => textIn(r, 'url') ?? [])
  return [
    ...said('description', textIn(fields, 'description')),
    ...makers(fields),
    ...eachIn(fields, 'licenses').flatMap((choice) => said('license', licenseOf(choice))),
    ...pages.map((url): Said => ['source-url', withoutCredentials(url)]),
  ]
}

/** Who supplies or publishes it is its supplier; who made it is that only where nobody else is named. */
function makers(fields: Fields): Said[] {
  const named = (key: string): string | undefined => textIn(asFields(fieldIn(fields, key)) ?? {}, 'name')
  const suppliers = [...said('supplier', named('supplier')), ...said('supplier', textIn(fields, 'publisher'))]
  // Version 1.5 had it in the metadata under another name.
  const manufacturer = named('manufacturer') ?? named('manufacture')
  return [
    ...suppliers,
    ...said(suppliers.length > 0 ? 'author' : 'supplier', manufacturer),
    ...said('author', textIn(fields, 'author')),
    ...eachIn(fields, 'authors').flatMap((a) => said('author', textIn(a, 'name') || textIn(a, 'email'))),
  ]
}

function licenseOf(choice: Fields): string | undefined {
  const license = asFields(fieldIn(choice, 'license')) ?? {}
  return textIn(choice, 'expression') ?? textIn(license, 'id') ?? textIn(license, 'name')
}

function modelAttributes(component: Fields): Said[] {
  const card = asFields(fieldIn(component, 'modelCard')) ?? {}
  const parameters = asFields(fieldIn(card, 'modelParameters')) ?? {}
  const metrics = eachIn(oneIn(card, 'quantitativeAnalysis') ?? {}, 'performanceMetrics')
  return [
    ...said('task', textIn(parameters, 'task')),
    ...said('family', textIn(parameters, 'architectureFamily')),
    ...said('architecture', textIn(parameters, 'modelArchitecture')),
    ...metrics.flatMap((metric) => {
      const value = textIn(metric, 'value')
      return value === undefined ? [] : [['metric', value, textIn(metric, 'type') ?? ''] as const]
    }),
  ]
}

function said(name: AttributeName, value: string | undefined): Said[] {
  return value === undefined || value === '' ? [] : [[name, value]]
}

/** Once each, in the order of inventories. */
function sorted(list: readonly Said[], evidence: Evidence): Attribute[] {
  const distinct = new Map(list.map((entry) => [JSON.stringify(entry), entry]))
  return [...distinct.values()]
    .map(([name, value, key]): Attribute => ({
      name,
      ...(key !== undefined && { key }),
      value,
      status: 'declared',
      evidence,
    }))
    .toSorted((a, b) => {
      const [x, y] = [a, b].map((e) => JSON.stringify([e.name, e.key ?? '', e.value])) as [string, string]
      return x < y ? -1 : Number(x > y)
    })
}
