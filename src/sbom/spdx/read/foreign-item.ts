import type { Attribute, AttributeName } from '../../../model/attribute.ts'
import type { ComponentKind, Hash, InventoryItem } from '../../../model/component.ts'
import type { Evidence } from '../../../model/finding.ts'
import { hashOfSpdx } from '../hashes.ts'
import { decodeDigest } from './decode.ts'
import type { Elements } from './elements.ts'
import { idOf, integer, objects, references, text, texts, typeOf, type Raw } from './values.ts'

export interface Surroundings {
  readonly elements: Elements
  readonly licenses: Licenses
  /** Name of the document. */
  readonly shown: string
}

/** An element of another tool's document as an item. Its id is the id of the element. */
export function foreignItem({ elements, licenses, shown }: Surroundings, raw: Raw): InventoryItem {
  const id = idOf(raw) ?? ''
  const type = typeOf(raw) ?? ''
  const evidence: Evidence = { at: { path: shown }, says: `is the ${type} ${id}` }
  const version = text(raw, 'software_packageVersion')
  const purl = text(raw, 'software_packageUrl') ?? identifier(raw, 'packageUrl')
  const hashes = hashesOf(raw)
  const sha256 = hashes.find((hash) => hash.algorithm === 'sha256')
  const digest = sha256 && decodeDigest(`sha256:${sha256.value}`)
  const url = text(raw, 'software_downloadLocation')
  return {
    id,
    kind: kindOf(raw, type),
    name: text(raw, 'name') ?? '',
    ...(version !== undefined && { version }),
    identity: {
      ...(purl?.startsWith('pkg:') === true && { purl }),
      ...(digest && { digest }),
    },
    artifacts: [],
    evidence: [evidence],
    attributes: attributesOf(elements, licenses.get(id) ?? [], raw, evidence),
    distributions: hashes.length > 0 ? [{ ...(isAddress(url) && { url }), hashes }] : [],
  }
}

function kindOf(raw: Raw, type: string): ComponentKind {
  switch (type) {
    case 'ai_AIPackage':
      return 'model'
    case 'dataset_DatasetPackage':
      return 'dataset'
    case 'build_Build':
      return 'training'
    case 'software_File':
      return 'file'
    default: {
      const purpose = text(raw, 'software_primaryPurpose')
      if (purpose === 'container') return 'container'
      if (purpose === 'model') return 'model'
      return purpose === 'data' ? 'dataset' : 'package'
    }
  }
}

type Pair = readonly [name: AttributeName, value: string | undefined, key?: string]

function attributesOf(
  elements: Elements,
  licenses: readonly string[],
  raw: Raw,
  evidence: Evidence,
): Attribute[] {
  const pairs: Pair[] = [
    ['description', text(raw, 'description') ?? text(raw, 'summary')],
    ...named(elements, raw, 'originatedBy').map((name): Pair => ['author', name]),
    ...named(elements, raw, 'suppliedBy').map((name): Pair => ['supplier', name]),
    ['download-url', addressIn(text(raw, 'software_downloadLocation'))],
    ['source-url', addressIn(text(raw, 'software_homePage'))],
    ...[...new Set(licenses)].map((license): Pair => ['license', license]),
    ...texts(raw, 'ai_typeOfModel').map((value): Pair => ['architecture', value]),
    ...texts(raw, 'ai_domain').map((value): Pair => ['task', value]),
    ...dictionary(raw, 'ai_hyperparameter').map(([key, value]): Pair => ['hyperparameter', value, key]),
    ...dictionary(raw, 'build_parameter').map(([key, value]): Pair => ['hyperparameter', value, key]),
    ...dictionary(raw, 'ai_metric').map(([key, value]): Pair => ['metric', value, key]),
    ['size', integer(raw, 'dataset_datasetSize')?.toString()],
    ['run-id', text(raw, 'build_buildId')],
    ['started-at', text(raw, 'build_buildStartTime')],
    ['ended-at', text(raw, 'build_buildEndTime')],
    ...texts(raw, 'build_configSourceEntrypoint').map((value): Pair => ['entry-point', value]),
    ...texts(raw, 'build_configSourceUri').map((value): Pair => ['code-repository', value]),
  ]
  return pairs
    .flatMap(([name, value, key]): Attribute[] =>
      value === undefined || value === ''
        ? []
        : [{ name, ...(key !== undefined && { key }), value, status: 'declared', evidence }],
    )
    .toSorted((a, b) => order(a.name, b.name) || order(a.key ?? '', b.key ?? ''))
}

/** Licence expressions by the id of what they are for. */
export type Licenses = ReadonlyMap<string, readonly string[]>

export function licensesOf(elements: Elements): Licenses {
  const found = new Map<string, string[]>()
  for (const relationship of elements.ofType('Relationship')) {
    const [from] = references(relationship, 'from')
    if (from === undefined || !LICENSE_TYPES.has(text(relationship, 'relationshipType') ?? '')) continue
    const expressions = references(relationship, 'to').flatMap((target) => {
      const license = elements.byId.get(target)
      return (license && text(license, 'simplelicensing_licenseExpression')) ?? listedLicense(target) ?? []
    })
    const known = found.get(from)
    if (known) for (const expression of expressions) known.push(expression)
    else found.set(from, expressions)
  }
  return found
}

const LICENSE_TYPES: ReadonlySet<string> = new Set(['hasDeclaredLicense', 'hasConcludedLicense'])

function listedLicense(id: string): string | undefined {
  return /^https?:\/\/spdx\.org\/licenses\/([A-Za-z0-9.+-]{1,100})$/.exec(id)?.[1]
}

function named(elements: Elements, raw: Raw, key: string): string[] {
  return references(raw, key).flatMap((id) => {
    const agent = elements.byId.get(id)
    return (agent && text(agent, 'name')) ?? []
  })
}

function dictionary(raw: Raw, key: string): (readonly [string, string])[] {
  return objects(raw, key).flatMap((entry) => {
    const name = text(entry, 'key')
    const value = text(entry, 'value')
    return name === undefined || value === undefined ? [] : [[name, value] as const]
  })
}

function identifier(raw: Raw, type: string): string | undefined {
  const found = objects(raw, 'externalIdentifier').find((i) => text(i, 'externalIdentifierType') === type)
  return found && text(found, 'identifier')
}

function hashesOf(raw: Raw): Hash[] {
  return objects(raw, 'verifiedUsing').flatMap((h) => hashOfSpdx(h['algorithm'], h['hashValue']) ?? [])
}

/** Older documents say in words that nothing is known. */
function addressIn(value: string | undefined): string | undefined {
  return isAddress(value) ? value : undefined
}

function isAddress(value: string | undefined): value is string {
  return value !== undefined && value.includes(':')
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
