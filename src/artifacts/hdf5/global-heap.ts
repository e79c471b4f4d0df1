import type { Space } from './space.ts'

const HEADER = 32
const MAX_OBJECTS = 65_536

interface HeapObject {
  readonly index: number
  readonly address: number
  readonly length: number
}

/**
 * The objects of an index in a collection, where variable-length values live: one, or all where an index stands twice.
 * A collection is read once, as thousands of values share it.
 */
export function openGlobalHeap(space: Space): (address: number, index: number) => Buffer[] {
  const collections = new Map<number, readonly HeapObject[]>()
  return (address, index) => {
    let objects = collections.get(address)
    if (objects === undefined) collections.set(address, (objects = [...collection(space, address)]))
    return objects
      .filter((object) => object.index === index)
      .map((object) => space.block(object.address, object.length, 'a variable-length value'))
  }
}

/** All objects of a collection. */
export function* globalHeapObjects(
  space: Space,
  address: number,
): Generator<{ address: number; value: Buffer }> {
  for (const object of collection(space, address))
    yield {
      address: object.address,
      value: space.block(object.address, object.length, 'a variable-length value'),
    }
}

function* collection(space: Space, address: number): Generator<HeapObject> {
  const { length: width } = space.superblock.widths
  const head = space.upTo(address, HEADER + width, 'a global heap')
  head.signature('GCOL')
  head.skip(4)
  const size = head.length()
  const end = address + size
  let at = address + head.at
  for (let n = 0; at + 8 + width <= end && n < MAX_OBJECTS; n++) {
    const object = space.fields(at, 8 + width, 'a global heap object')
    const index = object.u16()
    object.skip(6)
    const length = object.length()
    // Index zero is the free space at the end.
    if (index === 0) return
    yield { index, address: at + object.at, length }
    at += object.at + Math.ceil(length / 8) * 8
  }
}
