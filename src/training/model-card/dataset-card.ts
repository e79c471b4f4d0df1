import { isArray, isObject, member, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { SightedRelation, Sighting } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import { listOf } from '../recipe.ts'
import { licence } from './licence.ts'

const MAX_CONFIGS = 200
const MAX_SPLITS = 50

/**
 * The front matter of a dataset's card.
 * @param description in the words of the card; its title stands for it otherwise
 */
export function* datasetCard(
  root: JsonValue,
  description: readonly Attribute[],
  path: string,
): Generator<Sighting> {
  if (!isObject(root)) return
  yield {
    subject: { by: 'holder', kind: 'dataset' },
    evidence: evidenceAt(path, root.line, 'is the card of a dataset'),
    attributes: [
      ...licence(root, path),
      ...(description.length > 0 ? description : stated('description', member(root, 'pretty_name'), path)),
      ...stated('language', member(root, 'language'), path),
      ...stated('task', member(root, 'task_categories'), path),
      ...sizes(root, path),
      ...configurations(root, path),
    ],
    relations: sources(root),
    distributions: [],
  }
}

/** `dataset_info` is one configuration, or a list of them. */
function sizes(root: JsonValue, path: string): Attribute[] {
  const info = member(root, 'dataset_info')?.value
  const listed = isArray(info) ? info.items.slice(0, MAX_CONFIGS) : isObject(info) ? [info] : []
  return listed.flatMap((one) => datasetInfo(one, path, listed.length === 1))
}

/** @param whole the configuration is all of the dataset, so that its sizes are the dataset's */
function datasetInfo(info: JsonValue, path: string, whole: boolean): Attribute[] {
  const listed = member(info, 'splits')
  const splits = splitsOf(listed?.value)
  const rows = splits.map((s) => member(s.value, 'num_examples')?.value)
  const total = rows.reduce<number>((sum, n) => sum + (typeof n === 'number' ? n : Number.NaN), 0)
  const evidence = evidenceAt(path, listed?.line, 'is the sum of its splits')
  return [
    ...stated('config', member(info, 'config_name'), path),
    ...splits.flatMap((s) =>
      attribute('split', s.name, evidenceAt(path, s.line, 'is a split of the dataset')),
    ),
    ...(whole && splits.length > 0 && Number.isSafeInteger(total)
      ? attribute('records', String(total), evidence)
      : []),
    ...(whole ? stated('size', member(info, 'dataset_size'), path) : []),
  ]
}

interface Split {
  readonly name: string
  readonly line: number
  readonly value: JsonValue
}

/** A list with names in cards, a map by name in the library's own files. */
function splitsOf(value: JsonValue | undefined): Split[] {
  if (isArray(value))
    return value.items.slice(0, MAX_SPLITS).flatMap((item) => {
      const name = textOf(member(item, 'name')?.value)
      return name !== undefined && isObject(item) ? [{ name, line: item.line, value: item }] : []
    })
  if (isObject(value))
    return value.members.slice(0, MAX_SPLITS).map((m) => ({ name: m.key, line: m.line, value: m.value }))
  return []
}

/** `configs: [{config_name, data_files: [{split, path}]}]`. */
function configurations(root: JsonValue, path: string): Attribute[] {
  const listed = member(root, 'configs')?.value
  return (isArray(listed) ? listed.items.slice(0, MAX_CONFIGS) : []).flatMap((config) => {
    const files = member(config, 'data_files')?.value
    const splits = isArray(files) ? files.items.slice(0, MAX_SPLITS) : []
    return [
      ...stated('config', member(config, 'config_name'), path),
      ...splits.flatMap((file) => stated('split', member(file, 'split'), path)),
    ]
  })
}

/** `original`, `extended|squad`, or a name of the hub. */
function sources(root: JsonValue): SightedRelation[] {
  return listOf(member(root, 'source_datasets')).flatMap(({ text }) => {
    const name = text.replace(/^extended\|/, '')
    if (/^(?:original|extended|other.*)$/.test(name)) return []
    const to = modelReference(name, { kind: 'dataset', hub: true })
    return to ? [{ kind: 'derived-from' as const, to }] : []
  })
}
