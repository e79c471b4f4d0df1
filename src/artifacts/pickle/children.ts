import { sliceBytes } from '../../bytes/bytes.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Observation } from '../../model/format.ts'
import { memberPath } from '../../model/location.ts'
import { hasHeader } from './claims.ts'
import type { PickleFileFacts } from './facts.ts'
import type { NestedBytes } from './machine/evidence.ts'

/** Callees that read bytes as a file: `_load_from_bytes`, `pickle.loads`, `dill.loads`. */
const LOADS = /load/i

/** Bytes literals that calls take and that are files themselves. */
export function* children(
  path: string,
  bytes: Bytes,
  nested: readonly NestedBytes[],
): Generator<Observation<PickleFileFacts>> {
  const seen = new Set<number>()
  for (const { at, size, head, callee } of nested) {
    const isPickle = hasHeader(head)
    if (seen.has(at) || (!isPickle && !LOADS.test(callee))) continue
    seen.add(at)
    const data = sliceBytes(bytes, at, size)
    const entry = { path: memberPath(path, `pickle@${at}`), size: data.size, open: () => data }
    yield isPickle ? { kind: 'child', entry, as: ['pickle'] } : { kind: 'child', entry }
  }
}
