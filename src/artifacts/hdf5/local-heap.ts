import { Fields } from './fields.ts'
import type { Space } from './space.ts'

/** Names of an old-style group and of external files: text by offset into the heap's segment. */
export function readLocalHeap(space: Space, address: number): (offset: number) => string {
  const head = space.upTo(address, 64, 'a local heap')
  head.signature('HEAP')
  head.skip(4)
  const size = head.length()
  head.length()
  const data = head.address() ?? 0
  const segment = space.upTo(data, Math.min(size, space.ctx.limits.structureBytes), 'a local heap')
  const bytes = segment.take(segment.remaining)
  return (offset) => {
    const names = new Fields(bytes, space.superblock.widths, data)
    names.skip(offset)
    return names.cstring()
  }
}
