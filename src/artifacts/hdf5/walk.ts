import { overLimit, ReadError } from '../../model/read-error.ts'
import { readAttribute, type Attribute } from './attribute.ts'
import { readBtree2 } from './btree2.ts'
import { readDataset } from './dataset.ts'
import type { DatasetFact } from './facts.ts'
import { Fields } from './fields.ts'
import { openFractalHeap } from './fractal-heap.ts'
import { readLink, type Link } from './links.ts'
import { readObjectHeader, SHARED, type Message } from './object-header.ts'
import type { Space } from './space.ts'
import { readSymbolTable } from './symbol-table.ts'

const LINK_INFO = 0x02
const LINK = 0x06
const ATTRIBUTE = 0x0c
const SYMBOL_TABLE = 0x11
const ATTRIBUTE_INFO = 0x15

/** Where the heap id stands in a record of the index by name, and how large the info's creation order is. */
const LINKS = { treeType: 5, idAt: 4, idLength: 7, orderWidth: 8 } as const
const ATTRIBUTES = { treeType: 8, idAt: 0, idLength: 8, orderWidth: 2 } as const

const MAX_OBJECTS = 200_000
/** Longer paths come from groups that contain themselves. */
const MAX_PATH = 512

export type Seen =
  | { readonly kind: 'group'; readonly path: string }
  | { readonly kind: 'dataset'; readonly dataset: DatasetFact }
  | { readonly kind: 'attribute'; readonly path: string; readonly attribute: Attribute }
  | { readonly kind: 'link'; readonly path: string; readonly link: Exclude<Link, { kind: 'hard' }> }
  | { readonly kind: 'error'; readonly path: string; readonly error: ReadError }

/** Every object that can be reached from the root group, once, with what stands in its header. */
export function* walkObjects(space: Space): Generator<Seen> {
  const { root } = space.superblock
  if (root === undefined) return
  const pending = [{ address: root, path: '/' }]
  const seen = new Set<number>([root])
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const found of readObject(space, next.address, next.path)) {
      if (found.kind !== 'member') {
        yield found
        continue
      }
      if (seen.has(found.address)) continue
      seen.add(found.address)
      if (seen.size > MAX_OBJECTS) throw overLimit(`more than ${MAX_OBJECTS} objects`)
      pending.push({ address: found.address, path: found.path })
    }
  }
}

type InObject = Seen | { readonly kind: 'member'; readonly path: string; readonly address: number }

function* readObject(space: Space, address: number, path: string): Generator<InObject> {
  let messages: Message[] = []
  yield* guarded(path, function* () {
    messages = readObjectHeader(space, address)
    const dataset = readDataset(space, path, messages)
    yield dataset ? { kind: 'dataset', dataset } : { kind: 'group', path }
  })
  for (const message of messages) yield* guarded(path, () => readMessage(space, message, path))
}

/** One broken structure hides nothing of the others. */
function* guarded(path: string, read: () => Iterable<InObject>): Generator<InObject> {
  try {
    yield* read()
  } catch (error) {
    if (!(error instanceof ReadError) || error.reason === 'limit') throw error
    yield { kind: 'error', path, error }
  }
}

function* readMessage(space: Space, message: Message, path: string): Generator<InObject> {
  const { widths } = space.superblock
  const fields = new Fields(message.data, widths, message.offset)
  switch (message.type) {
    case ATTRIBUTE:
      if (message.flags & SHARED)
        throw new ReadError('unsupported', 'attributes in a shared message table', message.offset)
      yield { kind: 'attribute', path, attribute: readAttribute(space, message.data, message.offset) }
      return
    case LINK: {
      const link = readLink(message.data, widths, message.offset)
      if (link) yield member(path, link)
      return
    }
    case SYMBOL_TABLE: {
      const tree = fields.address()
      const heap = fields.address()
      if (tree === undefined || heap === undefined) return
      for (const link of readSymbolTable(space, tree, heap)) yield member(path, link)
      return
    }
    case LINK_INFO:
      for (const { data, offset } of denseObjects(space, fields, LINKS)) {
        const link = readLink(data, widths, offset)
        if (link) yield member(path, link)
      }
      return
    case ATTRIBUTE_INFO:
      for (const { data, offset } of denseObjects(space, fields, ATTRIBUTES))
        yield { kind: 'attribute', path, attribute: readAttribute(space, data, offset) }
  }
}

/** Dense storage: a fractal heap with the messages, and a B-tree that lists their heap ids. */
function* denseObjects(
  space: Space,
  info: Fields,
  { treeType, idAt, idLength, orderWidth }: typeof LINKS | typeof ATTRIBUTES,
): Generator<{ data: Buffer; offset: number }> {
  info.skip(1)
  if (info.u8() & 1) info.skip(orderWidth)
  const heap = info.address()
  const tree = info.address()
  if (heap === undefined || tree === undefined) return
  const objectOf = openFractalHeap(space, heap)
  for (const record of readBtree2(space, tree, treeType)) {
    record.skip(idAt)
    const id = record.take(idLength)
    yield { data: objectOf(id), offset: space.superblock.base + heap }
  }
}

function member(path: string, link: Link): InObject {
  const joined = `${path === '/' ? '' : path}/${link.name}`.slice(0, MAX_PATH)
  return link.kind === 'hard'
    ? { kind: 'member', path: joined, address: link.address }
    : { kind: 'link', path: joined, link }
}
