import { MiB } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { ReadError } from '../../model/read-error.ts'
import type { Attribute } from './attribute.ts'
import { globalHeapObjects } from './global-heap.ts'
import type { Space } from './space.ts'

const SIGNATURE = 'GCOL'
const WINDOW = 1 * MiB

/** PyTables, and pandas over it, unpickle every element of an array that bears this mark. */
export function marksPickledArray({ name, values }: Attribute): boolean {
  return name === 'PSEUDOATOM' && values.some((value) => value.toString('latin1') === 'object')
}

/**
 * What the file keeps in its global heaps, where elements of such arrays live. Heaps are found by their signature:
 * the arrays' chunk index need not be followed, and elements that an index hides are seen too.
 */
export function* searchHeaps(space: Space, bytes: Bytes): Generator<{ offset: number; value: Buffer }> {
  const window = Buffer.allocUnsafe(WINDOW)
  for (let start = 0; start < bytes.size; start += WINDOW - SIGNATURE.length) {
    space.ctx.checkpoint()
    const part = window.subarray(0, bytes.readInto(start, window))
    for (let at = part.indexOf(SIGNATURE); at >= 0; at = part.indexOf(SIGNATURE, at + 1)) {
      try {
        for (const { address, value } of globalHeapObjects(space, start + at - space.superblock.base))
          yield { offset: space.superblock.base + address, value }
      } catch (error) {
        // The signature may stand in weights by chance.
        if (!(error instanceof ReadError) || error.reason === 'limit') throw error
      }
    }
  }
}
