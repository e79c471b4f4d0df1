import { isArray, isObject, member, type JsonMember, type JsonValue } from '../bytes/json.ts'
import type { Attribute } from '../model/attribute.ts'
import type { SightedRelation, Sighting, Subject } from '../model/sighting.ts'
import { isHubName } from '../names/hub.ts'
import { modelReference, treePath } from '../names/model-reference.ts'
import { attribute, evidenceAt, isSecretKey, stated, textOf } from '../syntax/stated.ts'

/** A dataset that a training is told to use. */
export interface RecipeDataset {
  readonly subject: Subject
  readonly line: number
  readonly use: 'training' | 'evaluation'
  readonly attributes: readonly Attribute[]
}

/** A model that a training starts from or makes. */
export interface RecipeModel {
  readonly subject: Subject
  readonly line: number
  readonly attributes: readonly Attribute[]
}

/** What a file tells a trainer to do. */
export interface Recipe {
  /** Names the run in its folder; the file itself unless told. */
  readonly run?: Subject
  readonly line: number
  /** `trains with axolotl`. */
  readonly says: string
  readonly attributes: readonly Attribute[]
  readonly bases: readonly RecipeModel[]
  readonly outputs: readonly Subject[]
  readonly datasets: readonly RecipeDataset[]
}

const MAX_DATASETS = 200

/** The run, and what it takes, each with the line that names it. */
export function* recipeSightings(recipe: Recipe, path: string): Generator<Sighting> {
  const evidence = evidenceAt(path, recipe.line, recipe.says)
  const datasets = recipe.datasets.slice(0, MAX_DATASETS)
  const relations: SightedRelation[] = [
    ...recipe.outputs.map((to) => ({ kind: 'provides' as const, to })),
    ...recipe.bases.map(({ subject: to }) => ({ kind: 'derived-from' as const, to })),
    ...datasets.map(({ subject: to, use }) => ({
      kind: use === 'training' ? ('trained-on' as const) : ('tested-on' as const),
      to,
    })),
  ]
  const subject = recipe.run ?? { by: 'path', kind: 'training', path }
  yield { subject, evidence, attributes: recipe.attributes, relations, distributions: [] }
  for (const { subject: base, line, attributes } of recipe.bases)
    yield seen(base, path, line, 'is the base model of a training', attributes)
  for (const { subject: dataset, line, use, attributes } of datasets) {
    const says = use === 'training' ? 'is what a training learns from' : 'is what a training is evaluated on'
    yield seen(dataset, path, line, says, [
      ...attribute('role', use, evidenceAt(path, line, says)),
      ...attributes,
    ])
  }
}

function seen(
  subject: Subject,
  path: string,
  line: number,
  says: string,
  attributes: readonly Attribute[],
): Sighting {
  return { subject, evidence: evidenceAt(path, line, says), attributes, relations: [], distributions: [] }
}

/** A base model by the member that names it, with the revision that is asked for. */
export function baseModels(m: JsonMember | undefined, path: string, revision?: JsonMember): RecipeModel[] {
  const asked = textOf(revision?.value)
  return listOf(m).flatMap(({ line, text }) => {
    const subject = modelReference(text, { kind: 'model', ...(asked && { revision: asked }) })
    if (!subject) return []
    const attributes = asked === undefined ? [] : stated('revision-requested', revision, path)
    return [{ subject, line, attributes }]
  })
}

/** What a training writes to. */
export function outputModels(folder: JsonMember | undefined, hub: JsonMember | undefined): Subject[] {
  const place = textOf(folder?.value)
  const name = textOf(hub?.value)
  const written =
    place === undefined || /^(?:\/|~|[a-z]:|[a-z]+:\/\/)|[${}<>]/i.test(place)
      ? undefined
      : treePath(place, 'model')
  const published =
    name !== undefined && isHubName(name) && name.includes('/')
      ? modelReference(name, { kind: 'model', hub: true })
      : undefined
  return [written, published].filter((subject) => subject !== undefined)
}

/** Programs that read files of a kind: the name says nothing of the data. */
const LOADERS = new Set([
  'json',
  'csv',
  'parquet',
  'text',
  'arrow',
  'pandas',
  'imagefolder',
  'audiofolder',
  'webdataset',
  'jsonl',
])

export interface DatasetMembers {
  readonly name: JsonMember | undefined
  readonly files?: JsonMember | undefined
  readonly config?: JsonMember | undefined
  readonly split?: JsonMember | undefined
  readonly revision?: JsonMember | undefined
  readonly use: RecipeDataset['use']
}

/** A dataset by the members that name it: of the hub, a path, or the files that a generic loader reads. */
export function datasetsOf(members: DatasetMembers, path: string): RecipeDataset[] {
  const { name, files, config, split, revision, use } = members
  const asked = textOf(revision?.value)
  const attributes = [
    ...stated('config', config, path),
    ...stated('split', split, path),
    ...(asked === undefined ? [] : stated('revision-requested', revision, path)),
  ]
  const named = listOf(name).flatMap(({ line, text }) => {
    if (LOADERS.has(text)) return []
    const subject = modelReference(text, { kind: 'dataset', ...(asked && { revision: asked }) })
    return subject ? [{ subject, line, use, attributes }] : []
  })
  if (named.length > 0) return named
  return listOf(files).flatMap(({ line, text }) => {
    const subject = modelReference(text, { kind: 'dataset' })
    return subject ? [{ subject, line, use, attributes }] : []
  })
}

/** The texts of a member that is one or a list, or a map of lists. */
export function listOf(m: JsonMember | undefined): { readonly line: number; readonly text: string }[] {
  const out: { line: number; text: string }[] = []
  const visit = (value: JsonValue | undefined, line: number, depth: number): void => {
    if (out.length >= MAX_DATASETS || depth > 3) return
    if (isArray(value))
      for (const item of value.items)
        visit(item, isObject(item) || isArray(item) ? item.line : line, depth + 1)
    else if (isObject(value)) for (const inner of value.members) visit(inner.value, inner.line, depth + 1)
    else {
      const text = typeof value === 'string' ? value.trim() : ''
      if (text !== '') out.push({ line, text })
    }
  }
  if (m) visit(m.value, m.line, 0)
  return out
}

/** The settings of a recipe by name. What is a secret, a map or unset is left out. */
export function settings(root: JsonValue, names: ReadonlySet<string>, path: string): Attribute[] {
  if (!isObject(root)) return []
  return root.members
    .filter((m) => names.has(m.key) && !isSecretKey(m.key) && !isObject(m.value))
    .flatMap((m) => (isArray(m.value) ? joined(m, path) : stated('hyperparameter', m, path, { key: m.key })))
}

function joined(m: JsonMember, path: string): Attribute[] {
  const items = isArray(m.value) ? m.value.items.slice(0, 100).map(textOf) : []
  if (items.length === 0 || items.includes(undefined)) return []
  return attribute('hyperparameter', items.join(', '), evidenceAt(path, m.line, `is stated by ${m.key}`), {
    key: m.key,
  })
}

/** The member of a path of keys. */
export function memberAt(root: JsonValue, ...keys: readonly string[]): JsonMember | undefined {
  let found: JsonMember | undefined
  let value: JsonValue | undefined = root
  for (const key of keys) {
    found = member(value, key)
    value = found?.value
  }
  return found
}
