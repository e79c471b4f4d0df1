import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Distribution } from '../../model/component.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import type { SightedRelation, Sighting } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import { readJson } from '../../syntax/read-document.ts'
import { withoutCredentials } from '../../text/web-address.ts'

const MAX_CONFIGS = 200
const MAX_SPLITS = 100
const MAX_FILES = 1000

/** What the datasets library writes beside a dataset: `dataset_info.json`, `dataset_infos.json`, `dataset_dict.json`. */
export const datasetInfo: Discoverer<JsonValue> = {
  id: 'dataset-info',
  title: 'Hugging Face dataset information',
  claims,
  *read({ bytes }, ctx) {
    const root = readJson(bytes, ctx)
    if (isObject(root)) yield { kind: 'facts', facts: root }
  },
  sightings,
}

function claims({ name, text }: Sample): boolean {
  if (text === undefined) return false
  if (name === 'dataset_dict.json') return /"splits"\s*:\s*\[/.test(text)
  return (
    /^dataset_infos?\.json$/.test(name) &&
    /"(?:features|splits|builder_name|download_checksums)"\s*:/.test(text)
  )
}

function* sightings(root: JsonValue, path: string): Generator<Sighting> {
  if (!isObject(root)) return
  const infos = infosOf(root)
  const attributes: Attribute[] = []
  const relations: SightedRelation[] = []
  const distributions: Distribution[] = []
  if (infos.length === 0 && !isArray(member(root, 'splits')?.value)) return
  for (const info of infos) {
    attributes.push(...describe(info, path, infos.length === 1))
    const files = filesOf(info)
    distributions.push(...files.distributions)
    relations.push(...files.relations)
  }
  attributes.push(...stated('split', listed(member(root, 'splits')), path))
  yield {
    subject: { by: 'holder', kind: 'dataset' },
    evidence: evidenceAt(path, root.line, 'describes a dataset'),
    attributes,
    relations: distinct(relations),
    distributions: distributions.slice(0, MAX_FILES),
  }
}

/** One description, or one for each configuration. */
function infosOf(root: JsonValue): JsonValue[] {
  if (!isObject(root)) return []
  if (['features', 'builder_name', 'download_size'].some((key) => member(root, key) !== undefined))
    return [root]
  return root.members
    .filter(
      (m) => isObject(m.value) && (member(m.value, 'features') ?? member(m.value, 'splits')) !== undefined,
    )
    .slice(0, MAX_CONFIGS)
    .map((m) => m.value)
}

function listed(m: JsonMember | undefined): JsonMember | undefined {
  return isArray(m?.value) ? m : undefined
}

/** @param whole the configuration is all of the dataset, so that its sizes are the dataset's */
function describe(info: JsonValue, path: string, whole: boolean): Attribute[] {
  const splits = member(info, 'splits')
  const named = isObject(splits?.value) ? splits.value.members.slice(0, MAX_SPLITS) : []
  const rows = named.map((m) => member(m.value, 'num_examples')?.value)
  const total = rows.reduce<number>((sum, n) => sum + (typeof n === 'number' ? n : Number.NaN), 0)
  const sum = whole && named.length > 0 && Number.isSafeInteger(total) ? String(total) : null
  return [
    ...stated('config', member(info, 'config_name'), path),
    ...named.flatMap((m) => attribute('split', m.key, evidenceAt(path, m.line, 'is a split of the dataset'))),
    ...attribute('records', sum, evidenceAt(path, splits?.line, 'is the sum of its splits')),
    ...(whole ? stated('size', member(info, 'dataset_size'), path) : []),
    ...stated('license', member(info, 'license'), path),
    ...stated('description', member(info, 'description'), path),
    ...stated('source-url', member(info, 'homepage'), path),
  ]
}

const FROM_HUB = /^hf:\/\/datasets\/((?:[^/@]+\/)?[^/@]+)@([0-9a-f]{40})\//

/** `download_checksums`: every file that it was made of. Addresses of the hub tell the repository and its commit. */
function filesOf(info: JsonValue): {
  readonly distributions: Distribution[]
  readonly relations: SightedRelation[]
} {
  const sums = member(info, 'download_checksums')?.value
  const distributions: Distribution[] = []
  const relations: SightedRelation[] = []
  for (const { key, value } of isObject(sums) ? sums.members.slice(0, MAX_FILES) : []) {
    const hex = textOf(member(value, 'checksum')?.value)?.toLowerCase()
    const size = member(value, 'num_bytes')?.value
    distributions.push({
      url: withoutCredentials(key),
      hashes: hex !== undefined && /^[0-9a-f]{64}$/.test(hex) ? [{ algorithm: 'sha256', value: hex }] : [],
      ...(typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 && { size }),
    })
    const [, name, revision] = FROM_HUB.exec(key) ?? []
    const to =
      name === undefined || revision === undefined
        ? undefined
        : modelReference(name, { kind: 'dataset', hub: true, revision })
    if (to) relations.push({ kind: 'derived-from', to })
  }
  return { distributions, relations }
}

function distinct(relations: readonly SightedRelation[]): SightedRelation[] {
  return [...new Map(relations.map((r) => [JSON.stringify(r), r])).values()]
}
