import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Distribution, Hash } from '../../model/component.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import type { SightedRelation, Sighting, Subject } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import { readJson } from '../../syntax/read-document.ts'
import { hostOf, withoutCredentials } from '../../text/web-address.ts'

const MAX_FILES = 5000
const MAX_PEOPLE = 100

/** Metadata of a dataset in the Croissant vocabulary. */
export const croissant: Discoverer<JsonValue> = {
  id: 'croissant',
  title: 'Croissant',
  claims: ({ name, text }: Sample) =>
    /\.json(?:ld)?$/.test(name) &&
    text !== undefined &&
    /mlcommons\.org\/croissant/i.test(text) &&
    text.includes('Dataset'),
  *read({ bytes }, ctx) {
    const root = readJson(bytes, ctx)
    if (isObject(root)) yield { kind: 'facts', facts: root }
  },
  sightings,
}

function* sightings(root: JsonValue, path: string): Generator<Sighting> {
  if (!isObject(root) || !/(?:^|[:/])Dataset$/.test(textOf(field(root, '@type')?.value) ?? '')) return
  const name = field(root, 'name')
  yield {
    subject: subjectOf(field(root, 'url')),
    evidence: evidenceAt(
      path,
      name?.line ?? root.line,
      `describes the dataset ${(textOf(name?.value) ?? '').slice(0, 100)}`.trim(),
    ),
    attributes: [
      ...stated('license', field(root, 'license'), path, { as: licence }),
      ...stated('description', field(root, 'description'), path),
      ...stated('source-url', field(root, 'url'), path),
      ...stated('language', field(root, 'inLanguage'), path),
      ...people(field(root, 'creator') ?? field(root, 'author'), 'author', path),
      ...people(field(root, 'publisher'), 'supplier', path),
    ],
    relations: sources(root),
    distributions: files(root),
  }
}

/** With or without the prefix of schema.org. */
function field(root: JsonValue, key: string): JsonMember | undefined {
  return member(root, key) ?? member(root, `sc:${key}`) ?? member(root, `cr:${key}`)
}

/** The hub publishes one for each of its datasets; any other lies beside what it describes. */
function subjectOf(url: JsonMember | undefined): Subject {
  const address = textOf(url?.value) ?? ''
  const host = hostOf(address)
  const hub =
    host === 'huggingface.co' || host === 'hf.co'
      ? modelReference(address, { kind: 'dataset', hub: true })
      : undefined
  return hub?.by === 'name' ? hub : { by: 'holder', kind: 'dataset' }
}

/** Licences of the vocabulary are addresses: those of SPDX name the id. */
function licence(text: string): string {
  return /^https?:\/\/spdx\.org\/licenses\/([\w.+-]+?)(?:\.html|\.json)?\/?$/.exec(text)?.[1] ?? text
}

function people(m: JsonMember | undefined, name: 'author' | 'supplier', path: string): Attribute[] {
  if (m === undefined) return []
  const listed = isArray(m.value) ? m.value.items.slice(0, MAX_PEOPLE) : [m.value]
  return listed.flatMap((person) => {
    const named = isObject(person) ? field(person, 'name') : { key: m.key, line: m.line, value: person }
    return stated(name, named, path)
  })
}

function sources(root: JsonValue): SightedRelation[] {
  const based = field(root, 'isBasedOn')?.value
  const listed = isArray(based) ? based.items.slice(0, 100) : based === undefined ? [] : [based]
  return listed.flatMap((item): SightedRelation[] => {
    const address = textOf(item) ?? textOf(field(item, 'url')?.value) ?? ''
    const to = /^https?:/.test(address) ? modelReference(address, { kind: 'dataset', hub: true }) : undefined
    return to ? [{ kind: 'derived-from', to }] : []
  })
}

/** Files with an address or a hash; sets of files and members of archives have neither. */
function files(root: JsonValue): Distribution[] {
  const listed = field(root, 'distribution')?.value
  return (isArray(listed) ? listed.items.slice(0, MAX_FILES) : []).flatMap((item): Distribution[] => {
    if (
      !(textOf(field(item, '@type')?.value) ?? '').endsWith('FileObject') ||
      field(item, 'containedIn') !== undefined
    )
      return []
    const url = textOf(field(item, 'contentUrl')?.value)
    const hashes = [...hash(item, 'sha256', 64), ...hash(item, 'md5', 32)]
    if (url === undefined && hashes.length === 0) return []
    const size = /^(\d{1,15})(?:\s*B)?$/.exec(textOf(field(item, 'contentSize')?.value) ?? '')?.[1]
    const name = textOf(field(item, 'name')?.value)
    return [
      {
        ...(name && { filename: name.slice(0, 300) }),
        ...(url && { url: withoutCredentials(url) }),
        hashes,
        ...(size && { size: Number(size) }),
      },
    ]
  })
}

function hash(item: JsonValue, algorithm: 'sha256' | 'md5', digits: number): Hash[] {
  const hex = textOf(field(item, algorithm)?.value)?.toLowerCase() ?? ''
  return new RegExp(`^[0-9a-f]{${digits}}$`).test(hex) ? [{ algorithm, value: hex }] : []
}
