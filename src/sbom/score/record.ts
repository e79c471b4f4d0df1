import type { Inventory } from '../../inventory/inventory.ts'
import type { Attribute, AttributeName, Status } from '../../model/attribute.ts'
import { fileVerdict, type ChecksumVerdict } from '../../model/checksum.ts'
import type { InventoryItem, RelationKind } from '../../model/component.ts'

/** One thing that a bill of materials should say of an item, and how well it is known. */
export interface RecordEntry {
  /** Kebab-case; the same in documents, scores and questions. */
  readonly name: string
  readonly status: Status | 'unknown'
}

type Answer = (item: InventoryItem, facts: Facts) => Status | 'unknown'

interface Question {
  readonly name: string
  readonly answer: Answer
  /** Asked of those alone; of all when absent. */
  readonly when?: (item: InventoryItem, facts: Facts) => boolean
}

/** What answers need of the inventory around the item. */
interface Facts {
  readonly digests: ReadonlyMap<string, string | undefined>
  readonly formats: ReadonlyMap<string, string>
  readonly verdicts: ReadonlyMap<string, ChecksumVerdict>
  readonly outgoing: ReadonlyMap<string, ReadonlySet<RelationKind>>
  /** Models that a training run made. */
  readonly trained: ReadonlySet<string>
}

/** Every applicable question about an item with its answer. What does not apply is not asked. */
export function recordsOf(inventory: Inventory): (item: InventoryItem) => RecordEntry[] {
  const facts = factsOf(inventory)
  return (item) =>
    questionsFor(item)
      .filter((q) => q.when?.(item, facts) ?? true)
      .map(({ name, answer }) => ({ name, status: answer(item, facts) }))
}

/** Names of what nobody says of an item. */
export function unknownsOf(inventory: Inventory): (item: InventoryItem) => string[] {
  const records = recordsOf(inventory)
  return (item) => records(item).flatMap(({ name, status }) => (status === 'unknown' ? [name] : []))
}

const MODEL: readonly Question[] = [
  { name: 'family', answer: attribute('family', 'architecture') },
  { name: 'version', answer: version, when: isPublished },
  { name: 'variant', answer: attribute('variant', 'role', 'tuning-method', 'quantization') },
  { name: 'source', answer: attribute('source') },
  { name: 'supplier', answer: attribute('supplier', 'author'), when: isPublished },
  { name: 'download-url', answer: attribute('download-url', 'source-url'), when: isPublished },
  { name: 'download-date', answer: attribute('download-date'), when: isPublished },
  { name: 'weights-digest', answer: weightsDigest },
  { name: 'checksum-verdict', answer: checksumVerdict, when: isPublished },
  { name: 'base-model', answer: relation('derived-from'), when: isFineTuned },
  { name: 'training-data', answer: trainingData, when: isFineTuned },
  { name: 'training-run', answer: trainingRun, when: isFineTuned },
  { name: 'deployment-date', answer: attribute('deployment-date'), when: isEmbedding },
]

const API_MODEL: readonly Question[] = [
  { name: 'model-id', answer: (item) => best(item, ['model-id']) },
  { name: 'pinned', answer: attribute('pinned') },
  { name: 'provider', answer: attribute('provider', 'supplier') },
]

const QUESTIONS: Readonly<Record<Exclude<InventoryItem['kind'], 'model' | 'file'>, readonly Question[]>> = {
  dataset: [
    { name: 'version', answer: versionOrDigest },
    { name: 'source', answer: attribute('source', 'source-url', 'download-url') },
  ],
  training: [
    { name: 'base-model', answer: relation('derived-from') },
    { name: 'training-data', answer: relation('trained-on') },
    { name: 'framework', answer: attribute('framework') },
    { name: 'infrastructure', answer: attribute('container-image', 'hardware') },
    { name: 'date', answer: attribute('started-at', 'ended-at') },
    { name: 'experimenter', answer: attribute('experimenter') },
    { name: 'hyperparameters', answer: attribute('hyperparameter') },
    { name: 'code-commit', answer: attribute('code-commit') },
  ],
  package: [
    { name: 'version', answer: version },
    { name: 'hash', answer: distributionHash, when: isResolved },
    { name: 'registry', answer: attribute('registry', 'source-url', 'commit', 'editable') },
    { name: 'resolved-at', answer: attribute('resolved-at'), when: isResolved },
  ],
  plugin: [
    { name: 'version', answer: versionOrDigest },
    { name: 'source', answer: attribute('source', 'source-url', 'command', 'registry'), when: isSomebodys },
    { name: 'author', answer: attribute('author', 'supplier'), when: isSomebodys },
    { name: 'permissions', answer: attribute('permission'), when: isGranted },
    { name: 'integrated-at', answer: attribute('integrated-at') },
  ],
  prompt: [
    { name: 'content-digest', answer: contentDigest },
    { name: 'integrated-at', answer: attribute('integrated-at') },
  ],
  service: [
    { name: 'provider', answer: provider },
    { name: 'service-type', answer: attribute('service-type', 'plugin-type') },
  ],
  container: [
    { name: 'digest', answer: version },
    { name: 'registry', answer: (item) => (item.identity.purl ? 'declared' : 'unknown') },
  ],
}

function questionsFor(item: InventoryItem): readonly Question[] {
  if (item.kind === 'file') return []
  if (item.kind !== 'model') return QUESTIONS[item.kind]
  return isApi(item) ? API_MODEL : MODEL
}

/** Known only through the API that serves it: no bytes of it are here. */
function isApi(item: InventoryItem): boolean {
  if (item.artifacts.length > 0) return false
  return item.attributes.some(
    (a) => a.name === 'model-id' || (a.name === 'source' && a.value === 'provider-api'),
  )
}

function isPublished(item: InventoryItem): boolean {
  return !item.attributes.some((a) => a.name === 'source' && a.value.startsWith('local'))
}

function isFineTuned(item: InventoryItem, facts: Facts): boolean {
  const tuned = item.attributes.some(
    (a) => a.name === 'tuning-method' || (a.name === 'role' && /^(?:fine-tune|adapter)$/.test(a.value)),
  )
  return tuned || facts.trained.has(item.id)
}

function isEmbedding(item: InventoryItem): boolean {
  return item.attributes.some((a) => a.name === 'role' && a.value === 'embedding')
}

/** Settings and hooks are the team's own; servers, extensions and skills have an author. */
function isSomebodys(item: InventoryItem): boolean {
  return !item.attributes.some((a) => a.name === 'plugin-type' && /^(?:agent|hook|command)$/.test(a.value))
}

/** Permissions are a client's to grant: what no client has configured was granted nothing. */
function isGranted(item: InventoryItem): boolean {
  return item.attributes.some((a) => a.name === 'client')
}

/** What the team runs from an image has no provider but the image. */
function provider(item: InventoryItem, facts: Facts): Status | 'unknown' {
  const run = facts.outgoing.get(item.id)?.has('depends-on') ? 'declared' : 'unknown'
  return best(item, ['provider', 'supplier', 'endpoint'], run)
}

function isResolved(item: InventoryItem): boolean {
  return item.version !== undefined
}

function version(item: InventoryItem): Status | 'unknown' {
  return item.version === undefined ? 'unknown' : 'declared'
}

function versionOrDigest(item: InventoryItem, facts: Facts): Status | 'unknown' {
  const digest = contentDigest(item, facts)
  return digest === 'unknown' ? best(item, ['md5'], version(item)) : digest
}

/** Bytes that were hashed here: as sure as it gets. */
function contentDigest(item: InventoryItem, facts: Facts): Status | 'unknown' {
  if (item.artifacts.length > 0 && item.artifacts.every((path) => facts.digests.get(path))) return 'verified'
  return item.distributions.some((d) => d.hashes.length > 0) ? 'declared' : 'unknown'
}

function weightsDigest(item: InventoryItem, facts: Facts): Status | 'unknown' {
  if (item.artifacts.length === 0) return 'unknown'
  if (item.artifacts.every((path) => facts.digests.get(path))) return 'verified'
  const pointers = item.artifacts.filter((path) => facts.formats.get(path) === 'lfs-pointer')
  return pointers.length > 0 ? 'declared' : 'unknown'
}

function checksumVerdict(item: InventoryItem, facts: Facts): Status | 'unknown' {
  const verdicts = item.artifacts.flatMap((path) => facts.verdicts.get(path) ?? [])
  if (verdicts.every((v) => v === 'unpublished')) return 'unknown'
  if (verdicts.includes('unchecked')) return 'inferred'
  return verdicts.every((v) => v === 'verified' || v === 'mismatch') ? 'verified' : 'declared'
}

function distributionHash(item: InventoryItem): Status | 'unknown' {
  return item.distributions.some((d) => d.hashes.length > 0) ? 'declared' : 'unknown'
}

function trainingData(item: InventoryItem, facts: Facts): Status | 'unknown' {
  return facts.outgoing.get(item.id)?.has('trained-on') || facts.trained.has(item.id) ? 'declared' : 'unknown'
}

function relation(kind: RelationKind): Answer {
  return (item, facts) => (facts.outgoing.get(item.id)?.has(kind) ? 'declared' : 'unknown')
}

function trainingRun(item: InventoryItem, facts: Facts): Status | 'unknown' {
  return facts.trained.has(item.id) ? 'declared' : 'unknown'
}

function attribute(...names: AttributeName[]): Answer {
  return (item) => best(item, names)
}

const RANK: Readonly<Record<Status, number>> = { verified: 0, declared: 1, inferred: 2 }

function best(
  item: InventoryItem,
  names: readonly AttributeName[],
  otherwise: Status | 'unknown' = 'unknown',
): Status | 'unknown' {
  const found = item.attributes.filter((a: Attribute) => names.includes(a.name)).map((a) => a.status)
  return found.toSorted((a, b) => RANK[a] - RANK[b])[0] ?? otherwise
}

function verdictsOf(checks: Inventory['checks']): Map<string, ChecksumVerdict> {
  const verdicts = [...Map.groupBy(checks, (c) => c.path)].map(
    ([path, same]) => [path, fileVerdict(same.map((c) => c.verdict))!] as const,
  )
  return new Map(verdicts)
}

function factsOf({ items, artifacts, checks, relations }: Inventory): Facts {
  const outgoing = new Map<string, Set<RelationKind>>()
  const runs = new Set(items.filter((i) => i.kind === 'training').map((i) => i.id))
  for (const { from, kind } of relations) {
    const kinds = outgoing.get(from)
    if (kinds) kinds.add(kind)
    else outgoing.set(from, new Set([kind]))
  }
  return {
    digests: new Map(artifacts.map((a) => [a.path, a.digest])),
    formats: new Map(artifacts.map((a) => [a.path, a.format])),
    verdicts: verdictsOf(checks),
    outgoing,
    trained: new Set(relations.filter((r) => r.kind === 'provides' && runs.has(r.from)).map((r) => r.to)),
  }
}
