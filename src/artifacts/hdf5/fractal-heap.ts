import { malformed, ReadError } from '../../model/read-error.ts'
import { readBtree2, encodedWidth } from './btree2.ts'
import { Fields } from './fields.ts'
import type { Space } from './space.ts'

const HUGE_INDIRECT = 1

interface Heap {
  readonly space: Space
  readonly idLength: number
  readonly filtered: boolean
  readonly hugeTree: number | undefined
  readonly width: number
  readonly startSize: number
  readonly maxDirect: number
  /** Bytes of an offset in the heap. */
  readonly offsetWidth: number
  readonly lengthWidth: number
  readonly root: number | undefined
  readonly rows: number
}

/** Opens the heap of dense links or attributes: a function from heap id to the object's bytes. */
export function openFractalHeap(space: Space, address: number): (id: Buffer) => Buffer {
  const heap = readHeader(space, address)
  if (heap.filtered) throw new ReadError('unsupported', 'compressed names and attributes')
  return (id) => {
    const fields = new Fields(id, space.superblock.widths, 0)
    const kind = fields.u8()
    switch ((kind >> 4) & 3) {
      case 0: {
        const offset = fields.uint(heap.offsetWidth)
        return managed(heap, offset, fields.uint(heap.lengthWidth))
      }
      case 1:
        return huge(heap, fields)
      case 2:
        return fields.take(Math.min((kind & 15) + 1, fields.remaining))
      default:
        throw malformed('a heap id of an unknown kind')
    }
  }
}

function readHeader(space: Space, address: number): Heap {
  const { offset, length } = space.superblock.widths
  const head = space.fields(address, 22 + 12 * length + 3 * offset, 'a fractal heap')
  head.signature('FRHP')
  head.skip(1)
  const idLength = head.u16()
  const filtered = head.u16() > 0
  head.skip(1)
  const maxManaged = head.u32()
  head.length()
  const hugeTree = head.address()
  head.length()
  head.address()
  head.skip(8 * length)
  const width = head.u16()
  const startSize = head.length()
  const maxDirect = head.length()
  const heapBits = head.u16()
  head.skip(2)
  const root = head.address()
  const rows = head.u16()
  if (!powerOfTwo(width) || !powerOfTwo(startSize) || !powerOfTwo(maxDirect) || maxDirect < startSize)
    throw malformed('a fractal heap whose table cannot be', space.superblock.base + address)
  return {
    space,
    idLength,
    filtered,
    hugeTree,
    width,
    startSize,
    maxDirect,
    offsetWidth: Math.ceil(heapBits / 8),
    lengthWidth: Math.min(Math.ceil(Math.log2(maxDirect) / 8), encodedWidth(maxManaged)),
    root,
    rows,
  }
}

function powerOfTwo(n: number): boolean {
  return n >= 1 && Number.isInteger(Math.log2(n))
}

/** Walks down from the root block to the direct block that covers the offset. */
function managed(heap: Heap, offset: number, length: number): Buffer {
  let address = heap.root
  let rows = heap.rows
  let within = offset
  // A table's row count falls with each step down, so 64 steps are more than any heap has.
  for (let step = 0; step < 64; step++) {
    if (address === undefined) throw malformed('a heap object in a block that is not there')
    if (rows === 0) return heap.space.block(address + within, length, 'a heap object')
    const child = childOf(heap, address, rows, within)
    address = child.address
    rows = child.rows
    within = child.within
  }
  throw malformed('a fractal heap without end')
}

function childOf(
  heap: Heap,
  address: number,
  rows: number,
  within: number,
): { address: number | undefined; rows: number; within: number } {
  const { space, width, startSize, maxDirect } = heap
  const { offset } = space.superblock.widths
  let rowStart = 0
  for (let row = 0; row < Math.min(rows, 64); row++) {
    const size = startSize * 2 ** Math.max(0, row - 1)
    if (within < rowStart + size * width) {
      const column = Math.floor((within - rowStart) / size)
      const entry = address + 5 + offset + heap.offsetWidth + (row * width + column) * offset
      const child = space.fields(entry, offset, 'a heap block').address()
      const direct = size <= maxDirect
      return {
        address: child,
        rows: direct ? 0 : Math.log2(size) - Math.log2(startSize * width) + 1,
        within: within - rowStart - column * size,
      }
    }
    rowStart += size * width
  }
  throw malformed('a heap object outside its heap')
}

/** Objects too large for blocks stand on their own; the id holds their place or a key to it. */
function huge(heap: Heap, fields: Fields): Buffer {
  const { space, hugeTree } = heap
  const { offset, length } = space.superblock.widths
  if (offset + length <= heap.idLength - 1) {
    const address = fields.address() ?? 0
    return space.block(address, fields.length(), 'a heap object')
  }
  if (hugeTree === undefined) throw malformed('a large heap object without an index')
  const key = fields.uint(Math.min(length, fields.remaining))
  for (const record of readBtree2(space, hugeTree, HUGE_INDIRECT)) {
    const address = record.address() ?? 0
    const size = record.length()
    if (record.length() === key) return space.block(address, size, 'a heap object')
  }
  throw malformed('a large heap object that is not in its index')
}
