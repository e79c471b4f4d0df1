import { posix } from 'node:path'
import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { SightedRelation, Sighting, Subject } from '../../model/sighting.ts'
import { readYaml } from '../../syntax/read-document.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import { treePath } from '../../names/model-reference.ts'

const MAX_ITEMS = 500

/** The manifest of a ModelKit. */
export const kitfile: Discoverer<JsonValue> = {
  id: 'kitfile',
  title: 'Kitfile',
  claims: ({ name, text }) =>
    /^kitfile(?:\.ya?ml)?$/.test(name) && text !== undefined && /^manifestVersion\s*:/m.test(text),
  *read({ bytes }, ctx) {
    const root = readYaml(bytes, ctx)
    if (isObject(root)) yield { kind: 'facts', facts: root }
  },
  sightings,
}

function* sightings(root: JsonValue, path: string): Generator<Sighting> {
  const folder = posix.dirname(path)
  const packaged = member(root, 'package')?.value
  const model = member(root, 'model')
  const datasets = items(member(root, 'datasets')?.value)
  const subject = isObject(model?.value) ? modelSubject(model.value, folder) : undefined
  if (model && subject) {
    const base = baseOf(model.value)
    const evidence = evidenceAt(
      path,
      model.line,
      says('is the model of a ModelKit', member(model.value, 'name')),
    )
    yield {
      subject,
      evidence,
      attributes: [
        ...described(model.value, path),
        ...stated('library', member(model.value, 'framework'), path),
        ...authors(packaged, path),
      ],
      relations: base ? [{ kind: 'derived-from', to: base }] : [],
      distributions: [],
    }
    for (const part of items(member(model.value, 'parts')?.value))
      yield* partSighting(part, subject, folder, path)
  }
  for (const item of datasets) {
    const place = textOf(member(item, 'path')?.value)
    const dataset = place === undefined ? undefined : treePath(place, 'dataset', folder)
    if (!dataset || !isObject(item)) continue
    const evidence = evidenceAt(path, item.line, says('is a dataset of a ModelKit', member(item, 'name')))
    yield { subject: dataset, evidence, attributes: described(item, path), relations: [], distributions: [] }
  }
}

function says(what: string, name: JsonMember | undefined): string {
  const text = textOf(name?.value)
  return text ? `${what}, named ${text.slice(0, 80)}` : what
}

function described(root: JsonValue, path: string): Attribute[] {
  return [
    ...stated('license', member(root, 'license'), path),
    ...stated('description', member(root, 'description'), path),
  ]
}

function authors(packaged: JsonValue | undefined, path: string): Attribute[] {
  return stated('author', member(packaged, 'authors'), path)
}

/** `path` is a file or folder, or another ModelKit that this one adds to. */
function modelSubject(model: JsonValue, folder: string): Subject | undefined {
  const place = textOf(member(model, 'path')?.value)
  if (place === undefined || isKitReference(place)) return { by: 'holder', kind: 'model' }
  return treePath(place, 'model', folder)
}

function baseOf(model: JsonValue): Subject | undefined {
  const place = textOf(member(model, 'path')?.value)
  if (place === undefined || !isKitReference(place)) return undefined
  const [, name = '', digest] = /^(.+?)(?:@(sha256:[0-9a-f]{64})|:[\w.-]+)?$/.exec(place) ?? []
  return { by: 'name', kind: 'model', registry: 'oci', name, ...(digest && { version: digest }) }
}

function isKitReference(text: string): boolean {
  return /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\/[\w./-]+(?:@sha256:[0-9a-f]{64}|:[\w.-]+)$/.test(text)
}

function* partSighting(part: JsonValue, whole: Subject, folder: string, path: string): Generator<Sighting> {
  const place = textOf(member(part, 'path')?.value)
  const type = textOf(member(part, 'type')?.value) ?? ''
  const subject = place === undefined ? undefined : treePath(place, 'model', folder)
  if (!subject || !isObject(part) || !/adapter|lora|projector/i.test(type)) return
  const relations: SightedRelation[] = [{ kind: 'derived-from', to: whole }]
  const evidence = evidenceAt(path, part.line, says('is a part of a ModelKit', member(part, 'name')))
  const role = /projector/i.test(type) ? [] : attribute('role', 'adapter', evidence)
  yield { subject, evidence, attributes: [...described(part, path), ...role], relations, distributions: [] }
}

function items(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value.items.slice(0, MAX_ITEMS) : []
}
