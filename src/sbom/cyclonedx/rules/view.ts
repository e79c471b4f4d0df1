import { asFields, textIn, type Fields } from '../json-view.ts'

/** Something at a JSON pointer. */
interface Placed<T> {
  readonly path: string
  readonly value: T
}

/** A document as the rules look at it: what stands where, whatever it is nested in. */
export interface DocumentView {
  readonly root: Fields
  readonly components: readonly PlacedComponent[]
  readonly services: readonly Placed<Fields>[]
  readonly workflows: readonly Placed<Fields>[]
  readonly properties: readonly Placed<Fields>[]
  readonly hashes: readonly Placed<Fields>[]
  /** Names that things of the document have, with the places that give them. */
  readonly refs: ReadonlyMap<string, readonly string[]>
  /** Where such names are used. */
  readonly links: readonly Placed<string>[]
}

interface PlacedComponent extends Placed<Fields> {
  /** `inventory`: part of what the document describes; `mention`: an ancestor, a tool, an author of a remark. */
  readonly role: 'inventory' | 'mention' | 'subject'
}

const MAX_DEPTH = 200
/** Lists whose texts are names of things. */
const LINK_LISTS: ReadonlySet<string> = new Set([
  'dependsOn',
  'provides',
  'assemblies',
  'dependencies',
  'subjects',
  'tools',
])
const LINKS: ReadonlySet<string> = new Set(['ref', 'attributedTo', 'process'])
const MENTIONS = /\/(?:ancestors|descendants|variants|tools|annotator)(?:\/|$)/

interface Open extends Placed<unknown> {
  /** The field that holds it, or that holds the list that it is in. */
  readonly field: string
  readonly depth: number
}

export function viewOf(root: Fields): DocumentView {
  const components: PlacedComponent[] = []
  const services: Placed<Fields>[] = []
  const workflows: Placed<Fields>[] = []
  const properties: Placed<Fields>[] = []
  const hashes: Placed<Fields>[] = []
  const refs = new Map<string, string[]>()
  const links: Placed<string>[] = []
  const open: Open[] = [{ path: '', value: root, field: '', depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, value, field, depth } = next
    if (depth > MAX_DEPTH) continue
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        const at = `${path}/${index}`
        if (typeof item === 'string') {
          if (LINK_LISTS.has(field)) links.push({ path: at, value: item })
        } else open.push({ path: at, value: item, field, depth: depth + 1 })
      }
      continue
    }
    const fields = asFields(value)
    if (!fields) continue
    const placed = { path, value: fields }
    if (isComponent(fields, field)) components.push({ ...placed, role: roleOf(path) })
    if (field === 'services') services.push(placed)
    if (field === 'workflows' || field === 'tasks') workflows.push(placed)
    if (field === 'properties') properties.push(placed)
    if (field === 'hashes') hashes.push(placed)
    const ref = textIn(fields, 'bom-ref')
    if (ref !== undefined) {
      const places = refs.get(ref)
      if (places) places.push(path)
      else refs.set(ref, [path])
    }
    for (const [key, inner] of Object.entries(fields)) {
      const at = `${path}/${pointerSegment(key)}`
      if (typeof inner === 'string') {
        if (LINKS.has(key)) links.push({ path: at, value: inner })
      } else if (typeof inner === 'object' && inner !== null)
        open.push({ path: at, value: inner, field: key, depth: depth + 1 })
    }
  }
  return { root, components, services, workflows, properties, hashes, refs, links }
}

function isComponent(fields: Fields, field: string): boolean {
  if (field === 'component') return Object.hasOwn(fields, 'type') && Object.hasOwn(fields, 'name')
  return /^(?:components|ancestors|descendants|variants)$/.test(field)
}

function roleOf(path: string): PlacedComponent['role'] {
  if (path === '/metadata/component') return 'subject'
  return MENTIONS.test(path) ? 'mention' : 'inventory'
}

function pointerSegment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The value at a JSON pointer; undefined when there is none. */
export function atPointer(root: unknown, pointer: string): unknown {
  if (pointer === '') return root
  if (!pointer.startsWith('/')) return undefined
  let value = root
  for (const segment of pointer.slice(1).split('/')) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Fields)[key]
  }
  return value
}
