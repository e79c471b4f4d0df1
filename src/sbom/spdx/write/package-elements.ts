import type { Distribution, Hash, InventoryItem } from '../../../model/component.ts'
import type { Digest } from '../../../model/identity.ts'
import { instantOf, type Json, type SpdxElement, uriOf } from '../element.ts'
import { hashOfDigest, spdxHash } from '../hashes.ts'
import { isItsDistribution } from '../records.ts'
import { supplierOf } from './agents.ts'
import { element, filled, type Draft } from './draft.ts'
import { all, dictionary, first, firstUri, isApiModel, keyed, named } from './known.ts'

/** Types of plugins and services that are programs of their own. */
const APPLICATIONS: ReadonlySet<string | undefined> = new Set([
  'mcp-server',
  'agent',
  'inference-server',
  'vector-store',
  'tracking',
  'object-store',
])

/** Everything but training runs, which are builds, and single files. */
export function packageElement(draft: Draft, spdxId: string, item: InventoryItem): SpdxElement {
  const shared = packageProperties(draft, item)
  switch (item.kind) {
    case 'model':
      return element('ai_AIPackage', spdxId, { ...shared, ...modelProperties(item) })
    case 'dataset':
      return element('dataset_DatasetPackage', spdxId, { ...shared, ...datasetProperties(item) })
    default:
      return element('software_Package', spdxId, shared)
  }
}

function packageProperties(draft: Draft, item: InventoryItem): Record<string, Json> {
  const supplier = supplierOf(item)
  return {
    name: item.name,
    description: first(item, 'description'),
    verifiedUsing: filled(itemHashes(item)),
    externalIdentifier: filled(commitIdentifiers(item)),
    externalRef: filled(externalRefs(item)),
    originatedBy: filled(all(item, 'author').map((name) => draft.agent('Agent', name))),
    suppliedBy: supplier === undefined ? undefined : draft.agent('Organization', supplier),
    releaseTime: releaseTime(item),
    software_primaryPurpose: purposeOf(item),
    software_downloadLocation: downloadLocation(item),
    software_homePage: firstUri(item, 'source-url'),
    software_packageUrl: uriOf(item.identity.purl),
    software_packageVersion: item.version,
    software_sourceInfo: sourceInfo(item),
  }
}

export function purposeOf(item: InventoryItem): string {
  switch (item.kind) {
    case 'model':
      return 'model'
    case 'dataset':
      return 'data'
    case 'container':
      return 'container'
    case 'package':
      return 'library'
    case 'plugin':
      return APPLICATIONS.has(first(item, 'plugin-type')) ? 'application' : 'module'
    case 'service':
      return APPLICATIONS.has(first(item, 'service-type')) ? 'application' : 'other'
    case 'prompt':
      return 'configuration'
    case 'training':
    case 'file':
      return 'file'
    default:
      return item.kind satisfies never
  }
}

/** Nothing is ever said of bytes that are not here: a model behind an address has no hash. */
export function itemHashes(item: InventoryItem): Json[] {
  if (isApiModel(item)) return []
  const hashes = [
    ...(item.identity.digest ? [hashOfDigest(item.identity.digest)] : []),
    ...imageDigest(item),
    ...(soleDistribution(item)?.hashes ?? []),
    ...recordedMd5(item),
  ]
  const distinct = new Map(hashes.map((hash) => [`${hash.algorithm} ${hash.value}`, hash]))
  return [...distinct.values()].map((hash) => spdxHash(hash))
}

/** Tools that keep data record its MD5: it identifies. */
function recordedMd5(item: InventoryItem): Hash[] {
  return all(item, 'md5').flatMap((value) =>
    /^[0-9a-f]{32}$/.test(value) ? [{ algorithm: 'md5' as const, value }] : [],
  )
}

/** The version of an image is the hash of its manifest. */
function imageDigest({ kind, version }: InventoryItem): Hash[] {
  return kind === 'container' && version !== undefined && /^sha256:[0-9a-f]{64}$/.test(version)
    ? [hashOfDigest(version as Digest)]
    : []
}

export function soleDistribution({ kind, distributions }: InventoryItem): Distribution | undefined {
  return isItsDistribution(kind, distributions.length) ? distributions[0] : undefined
}

/** A commit identifies, it is no hash of the content: an identifier of git is the field that says so. */
function commitIdentifiers(item: Pick<InventoryItem, 'version' | 'attributes' | 'kind'>): Json[] {
  const hub = all(item, 'source').includes('hugging-face') ? [item.version ?? ''] : []
  return [...new Set([...hub, ...all(item, 'commit')])]
    .filter((commit) => /^[0-9a-f]{40}$/.test(commit))
    .map((commit) => ({
      type: 'ExternalIdentifier',
      externalIdentifierType: 'gitoid',
      identifier: `gitoid:commit:sha1:${commit}`,
    }))
}

function externalRefs(item: InventoryItem): Json[] {
  const [, ...more] = all(item, 'download-url')
  const own = soleDistribution(item)?.url
  const url = own === downloadLocation(item) ? undefined : own
  return [
    ...filledRef('altDownloadLocation', [...more, ...(url === undefined ? [] : [url])]),
    ...filledRef('altWebPage', all(item, 'source-url').slice(1)),
    ...filledRef('other', all(item, 'endpoint'), 'endpoint'),
  ]
}

function filledRef(externalRefType: string, locator: readonly string[], comment?: string): Json[] {
  return locator.length > 0 ? [{ type: 'ExternalRef', externalRefType, locator, comment }] : []
}

/** A version is out since its first file was. */
function releaseTime(item: InventoryItem): string | undefined {
  return item.distributions
    .map((d) => instantOf(d.uploadedAt))
    .filter((time) => time !== undefined)
    .toSorted()[0]
}

function downloadLocation(item: InventoryItem): string | undefined {
  const [only, ...more] = item.distributions
  return firstUri(item, 'download-url') ?? (more.length === 0 ? uriOf(only?.url) : undefined)
}

/** Dates and places of the origin, for which SPDX has one field of text. */
function sourceInfo(item: InventoryItem): string | undefined {
  const says = (name: 'download-date' | 'resolved-at' | 'integrated-at' | 'deployment-date', label: string) =>
    named(item, name).map(({ value, basis }) => `${label} ${value}${basis ? ` (${basis})` : ''}`)
  const parts = [
    ...all(item, 'source').map((value) => `source: ${value}`),
    ...all(item, 'registry').map((value) => `registry: ${value}`),
    ...all(item, 'provider').map((value) => `provider: ${value}`),
    ...all(item, 'model-id').map((value) => `called as: ${value}`),
    ...all(item, 'pinned').map((value) => (value === 'true' ? 'a pinned version' : 'a moving alias')),
    ...all(item, 'revision-requested').map((value) => `revision asked for: ${value}`),
    ...says('download-date', 'downloaded'),
    ...says('resolved-at', 'resolved'),
    ...says('integrated-at', 'integrated'),
    ...says('deployment-date', 'deployed'),
  ]
  return parts.length > 0 ? parts.join('; ') : undefined
}

const MODEL_FACTS = [
  'parameters',
  'quantization',
  'variant',
  'tuning-method',
  'context-length',
  'dimension',
  'pooling',
  'normalize',
  'library',
] as const

function modelProperties(item: InventoryItem): Record<string, Json> {
  const facts = MODEL_FACTS.flatMap((name) => named(item, name).map((a) => [name, a.value] as const))
  const roles = all(item, 'role')
  return {
    ai_domain: filled(all(item, 'task')),
    ai_hyperparameter: filled(dictionary([...keyed(item, 'hyperparameter'), ...facts])),
    ai_informationAboutApplication: roles.length > 0 ? `Role in the system: ${roles.join(', ')}.` : undefined,
    ai_metric: filled(dictionary(keyed(item, 'metric'))),
    ai_typeOfModel: filled(all(item, 'architecture', 'family')),
  }
}

function datasetProperties(item: InventoryItem): Record<string, Json> {
  const size = Number(first(item, 'size'))
  const uses = all(item, 'role')
  return {
    dataset_datasetSize: Number.isSafeInteger(size) && size > 0 ? size : undefined,
    dataset_datasetType: ['noAssertion'],
    dataset_intendedUse: uses.length > 0 ? `Role in the system: ${uses.join(', ')}.` : undefined,
  }
}
