import type { Space } from './space.ts'

const HEADER = 32

/** An object of a global heap collection, where variable-length values live. */
export function readGlobalHeapObject(space: Space, address: number, index: number): Buffer | undefined {
  const { length: width } = space.superblock.widths
  const head = space.upTo(address, HEADER + width, 'a global heap')
  head.signature('GCOL')
  head.skip(4)
  const size = head.length()
  let at = address + head.at
  const end = address + size
  for (let n = 0; at + 8 + width <= end && n < 65_536; n++) {
    const object = space.fields(at, 8 + width, 'a global heap object')
    const found = object.u16()
    object.skip(6)
    const length = object.length()
    if (found === 0) return undefined
    if (found === index) return space.block(at + object.at, length, 'a variable-length value')
    at += object.at + Math.ceil(length / 8) * 8
  }
  return undefined
}
