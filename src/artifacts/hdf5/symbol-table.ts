import { overLimit } from '../../model/read-error.ts'
import type { Link } from './links.ts'
import { readLocalHeap } from './local-heap.ts'
import type { Space } from './space.ts'

const MAX_NODES = 100_000
const SOFT = 2

/** The members of an old-style group: a B-tree of version 1 over symbol nodes, names in a local heap. */
export function* readSymbolTable(space: Space, tree: number, heap: number): Generator<Link> {
  const nameAt = readLocalHeap(space, heap)
  const pending = [tree]
  const seen = new Set<number>()
  for (let address = pending.pop(); address !== undefined; address = pending.pop()) {
    if (seen.has(address)) continue
    seen.add(address)
    if (seen.size > MAX_NODES) throw overLimit('a group of too many nodes')
    if (space.upTo(address, 4, 'a group node').take(4).toString('latin1') === 'SNOD')
      yield* readSymbolNode(space, address, nameAt)
    else pending.push(...childNodes(space, address).toReversed())
  }
}

function childNodes(space: Space, address: number): number[] {
  const { offset, length } = space.superblock.widths
  const head = space.fields(address, 8 + 2 * offset, 'a group node')
  head.signature('TREE')
  head.skip(2)
  const used = head.u16()
  const entries = space.upTo(
    address + head.at + 2 * offset,
    used * (offset + length) + length,
    'a group node',
  )
  const children: number[] = []
  for (let i = 0; i < used && entries.remaining >= offset + length; i++) {
    entries.length()
    const child = entries.address()
    if (child !== undefined) children.push(child)
  }
  return children
}

function* readSymbolNode(space: Space, address: number, nameAt: (offset: number) => string): Generator<Link> {
  const { offset } = space.superblock.widths
  const head = space.fields(address, 8, 'a symbol node')
  head.skip(6)
  const count = head.u16()
  const entries = space.upTo(address + 8, count * (2 * offset + 24), 'a symbol node')
  for (let i = 0; i < count && entries.remaining >= 2 * offset + 24; i++) {
    const name = nameAt(entries.uint(offset))
    const header = entries.address()
    const cache = entries.u32()
    entries.skip(4)
    const scratch = entries.take(16)
    if (cache === SOFT) yield { kind: 'soft', name, target: nameAt(scratch.readUInt32LE(0)) }
    else if (header !== undefined) yield { kind: 'hard', name, address: header }
  }
}
