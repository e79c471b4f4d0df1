import {
  asFields,
  eachIn,
  fieldIn,
  listIn,
  propertiesIn,
  textIn,
  textsIn,
  type Fields,
} from '../cyclonedx/json-view.ts'
import { valuesOf } from '../properties.ts'
import { listSaid, saidIn, tells } from './said.ts'

/** A model or dataset that a document describes. */
export interface Subject {
  /** Untrusted; the bom-ref when it has no name. */
  readonly name: string
  readonly ref: string | undefined
  readonly fields: Fields
  /** Written out in a model card instead of being pointed at. */
  readonly isInModelCard: boolean
}

/** What scores ask of a CycloneDX document, gone through once. */
export interface BomView {
  readonly root: Fields
  readonly metadata: Fields
  /** The component that the document is about. */
  readonly system: Fields
  readonly models: readonly Subject[]
  readonly datasets: readonly Subject[]
  /** Every component at any depth, those of the formulation as well. */
  readonly components: readonly Fields[]
  readonly services: readonly Fields[]
  readonly workflows: readonly Fields[]
  /** Runs by the ref of what came out of them. */
  readonly makers: ReadonlyMap<string, readonly Fields[]>
  /** Refs at either end of an edge: dependencies, datasets of model cards, ancestors. */
  readonly related: ReadonlySet<string>
}

/** Takes whatever stands in the document; what has another type than it should is passed over. */
export function bomView(root: Fields): BomView {
  const metadata = asFields(fieldIn(root, 'metadata')) ?? {}
  const system = asFields(fieldIn(metadata, 'component')) ?? {}
  const formulas = eachIn(root, 'formulation')
  const described = [system, ...nested(root, 'components'), ...nested(system, 'components')]
  const components = [...described.slice(1), ...formulas.flatMap((f) => nested(f, 'components'))]
  const models = described.filter(isModel)
  const workflows = formulas.flatMap((f) => eachIn(f, 'workflows'))
  return {
    root,
    metadata,
    system,
    models: models.map((fields) => subject(fields)),
    datasets: [
      ...components.filter(isDataset).map((fields) => subject(fields)),
      ...models.flatMap(writtenOutDatasets),
    ],
    components,
    services: nested(root, 'services'),
    workflows,
    makers: makersOf(workflows),
    related: relatedIn(root, components),
  }
}

/** Nobody nests deeper than this who means well. */
const MAX_DEPTH = 64

/** Everything in the lists of one name, and in the same lists of what stands there, in order. */
function nested(holder: Fields, list: string): Fields[] {
  const found: Fields[] = []
  const waiting = eachIn(holder, list)
    .toReversed()
    .map((fields) => ({ fields, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { fields, depth } = next
    found.push(fields)
    if (depth === MAX_DEPTH) continue
    for (const inner of eachIn(fields, list).toReversed()) waiting.push({ fields: inner, depth: depth + 1 })
  }
  return found
}

function subject(fields: Fields, isInModelCard = false): Subject {
  const ref = textIn(fields, 'bom-ref')
  const group = textIn(fields, 'group')
  const name = textIn(fields, 'name')
  const full = name === undefined ? (ref ?? '(no name)') : group ? `${group}/${name}` : name
  return { name: full, ref, fields, isInModelCard }
}

/** By type, by a model card, or by a package URL that only models have: a wrong type does not hide a model. */
function isModel(component: Fields): boolean {
  const type = textIn(component, 'type')
  if (type === 'machine-learning-model') return true
  if (type === 'data' || type === 'file') return false
  return (
    asFields(fieldIn(component, 'modelCard')) !== undefined ||
    /^pkg:(?:huggingface|mlflow)\//.test(textIn(component, 'purl') ?? '')
  )
}

/** Data that is said to be something else, such as a configuration or a prompt, is none. */
function isDataset(component: Fields): boolean {
  if (textIn(component, 'type') !== 'data' || saidIn(component, 'file:path')) return false
  const kinds = eachIn(component, 'data').map((d) => textIn(d, 'type'))
  return kinds.length === 0 || kinds.includes('dataset')
}

/** A model card may describe a dataset in place instead of pointing at it. */
function writtenOutDatasets(model: Fields): Subject[] {
  const card = asFields(fieldIn(model, 'modelCard')) ?? {}
  const parameters = asFields(fieldIn(card, 'modelParameters')) ?? {}
  return eachIn(parameters, 'datasets')
    .filter((d) => textIn(d, 'ref') === undefined)
    .map((d) => subject({ ...d, data: [d] }, true))
}

function relatedIn(root: Fields, components: readonly Fields[]): Set<string> {
  const related = new Set<string>()
  for (const dependency of eachIn(root, 'dependencies')) {
    const ref = textIn(dependency, 'ref')
    const ends = [...textsIn(dependency, 'dependsOn'), ...textsIn(dependency, 'provides')]
    for (const end of ends) related.add(end)
    if (ref !== undefined && ends.length > 0) related.add(ref)
  }
  for (const component of components) {
    const card = asFields(fieldIn(component, 'modelCard')) ?? {}
    for (const dataset of eachIn(asFields(fieldIn(card, 'modelParameters')) ?? {}, 'datasets')) {
      const ref = textIn(dataset, 'ref')
      if (ref !== undefined) related.add(ref)
    }
    const ref = textIn(component, 'bom-ref')
    const pedigree = asFields(fieldIn(component, 'pedigree')) ?? {}
    if (ref !== undefined && listSaid(pedigree, 'ancestors')) related.add(ref)
  }
  return related
}

/** Models behind an interface have no bytes that anybody outside could hash. */
export function isBehindApi({ fields }: Subject): boolean {
  // A server of one's own gives its models an id as well; their files are here.
  if (hasEntries(fields, 'components')) return false
  if (saidIn(fields, 'model-id')) return true
  if (fieldIn(fields, 'isExternal') === true && textIn(fields, 'purl') === undefined) return true
  return valuesOf(propertiesIn(fields), 'source').includes('provider-api')
}

function makersOf(workflows: readonly Fields[]): Map<string, Fields[]> {
  const makers = new Map<string, Fields[]>()
  for (const workflow of workflows) {
    for (const output of eachIn(workflow, 'outputs')) {
      const ref = textIn(asFields(fieldIn(output, 'resource')) ?? {}, 'ref')
      if (ref === undefined) continue
      const known = makers.get(ref)
      if (known) known.push(workflow)
      else makers.set(ref, [workflow])
    }
  }
  return makers
}

/** Runs that this model or dataset came out of. */
export function runsThatMade({ ref }: Subject, { makers }: BomView): readonly Fields[] {
  return ref === undefined ? [] : (makers.get(ref) ?? [])
}

export interface Hash {
  readonly algorithm: string
  /** Path from the component that it protects. */
  readonly place: string
}

const WEIGHTS =
  /\.(?:safetensors|gguf|ggml|bin|pt|pth|ckpt|onnx|h5|keras|pb|tflite|msgpack|npz|mlmodel|joblib|pkl)$/i

/** Digests of a model's own bytes: of itself, or of every weight file in it. */
export function weightHashes({ fields }: Subject): Hash[] {
  const own = hashesOf(fields, 'hashes')
  if (own.length > 0) return own
  const files = nested(fields, 'components').filter((c) => WEIGHTS.test(textIn(c, 'name') ?? ''))
  const hashes = files.map((c) => hashesOf(c, 'components[].hashes'))
  if (files.length > 0 && hashes.every((h) => h.length > 0)) return hashes.flat()
  return distributionHashes(fields)
}

/** Digests of a dataset: of itself, of the files in it, of what is downloaded. */
export function dataHashes({ fields }: Subject): Hash[] {
  const own = hashesOf(fields, 'hashes')
  if (own.length > 0) return own
  const files = nested(fields, 'components').flatMap((c) => hashesOf(c, 'components[].hashes'))
  return files.length > 0 ? files : distributionHashes(fields)
}

function distributionHashes(fields: Fields): Hash[] {
  return eachIn(fields, 'externalReferences')
    .filter((r) => textIn(r, 'type') === 'distribution')
    .flatMap((r) => hashesOf(r, 'externalReferences[distribution].hashes'))
}

function hashesOf(fields: Fields, place: string): Hash[] {
  return eachIn(fields, 'hashes').flatMap((h) => {
    const algorithm = textIn(h, 'alg') ?? ''
    const isDigest = /^(?:[0-9a-f]{2}){4,64}$/i.test(textIn(h, 'content') ?? '')
    return tells(algorithm) && isDigest ? [{ algorithm, place }] : []
  })
}

export function hasEntries(fields: Fields, list: string): boolean {
  return listIn(fields, list).length > 0
}
