import { malformed, overLimit } from '../../model/read-error.ts'
import type { Fields } from './fields.ts'
import type { Space } from './space.ts'

const OVERHEAD = 10
const MAX_DEPTH = 16
const MAX_NODES = 100_000

interface Tree {
  readonly type: number
  readonly nodeSize: number
  readonly recordSize: number
  /** Bytes of a child's record count. */
  readonly countWidth: number
  /** Bytes of the total under a child, by the child's depth. */
  readonly totalWidths: readonly number[]
}

/** The records of a B-tree of version 2, in no particular order. */
export function* readBtree2(space: Space, address: number, expected: number): Generator<Fields> {
  const { offset, length } = space.superblock.widths
  const head = space.fields(address, 16 + offset + 2 + length, 'a B-tree')
  head.signature('BTHD')
  head.skip(1)
  const type = head.u8()
  if (type !== expected) throw malformed(`a B-tree of type ${type}`, space.superblock.base + address)
  const nodeSize = head.u32()
  const recordSize = head.u16()
  const depth = head.u16()
  head.skip(2)
  const root = head.address()
  const records = head.u16()
  if (root === undefined) return
  if (recordSize === 0 || depth > MAX_DEPTH || nodeSize < OVERHEAD + recordSize)
    throw malformed('a B-tree whose shape cannot be', space.superblock.base + address)
  const tree = { type, nodeSize, recordSize, ...widths(nodeSize, recordSize, depth, offset) }
  yield* walk(space, tree, { address: root, records, depth })
}

/** How many bytes the counts take follows from how many records fit: nothing in the file says it. */
function widths(
  nodeSize: number,
  recordSize: number,
  depth: number,
  offset: number,
): Pick<Tree, 'countWidth' | 'totalWidths'> {
  const leaf = Math.floor((nodeSize - OVERHEAD) / recordSize)
  const countWidth = encodedWidth(leaf)
  const totalWidths = [0]
  let total = leaf
  for (let level = 1; level <= depth; level++) {
    const pointer = offset + countWidth + totalWidths[level - 1]!
    const fit = Math.floor((nodeSize - OVERHEAD - pointer) / (recordSize + pointer))
    total = (fit + 1) * total + fit
    totalWidths.push(encodedWidth(total))
  }
  return { countWidth, totalWidths }
}

export function encodedWidth(limit: number): number {
  return Math.floor(Math.log2(Math.max(1, limit)) / 8) + 1
}

interface Node {
  readonly address: number
  readonly records: number
  readonly depth: number
}

function* walk(space: Space, tree: Tree, root: Node): Generator<Fields> {
  const pending = [root]
  const seen = new Set<number>()
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node.address)) continue
    seen.add(node.address)
    if (seen.size > MAX_NODES) throw overLimit('a B-tree of too many nodes')
    const fields = space.upTo(node.address, tree.nodeSize, 'a B-tree node')
    fields.signature(node.depth === 0 ? 'BTLF' : 'BTIN')
    fields.skip(2)
    const start = fields.at
    for (let i = 0; i < node.records; i++) {
      fields.at = start + i * tree.recordSize
      if (fields.remaining < tree.recordSize) throw malformed('a B-tree node that is too short')
      yield fields
    }
    if (node.depth === 0) continue
    fields.at = start + node.records * tree.recordSize
    for (let i = 0; i <= node.records; i++) {
      const address = fields.address()
      const records = fields.uint(tree.countWidth)
      if (node.depth > 1) fields.skip(tree.totalWidths[node.depth - 1]!)
      if (address !== undefined) pending.push({ address, records, depth: node.depth - 1 })
    }
  }
}
