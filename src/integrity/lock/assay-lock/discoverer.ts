import { MiB } from '../../../model/context.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import { overLimit } from '../../../model/read-error.ts'
import { LOCK_NAME, type Lock } from '../lock.ts'
import { lockedDigests } from '../locked-digests.ts'
import { readLock } from '../read.ts'

const MAX_BYTES = 64 * MiB
const EDITED = 'was changed by other means than assay lock: its digest is not that of its content'

/** `assay.lock`: what was pinned, and who vouched for it. */
export const assayLock: Discoverer<Lock> = {
  id: 'assay-lock',
  title: 'assay.lock',
  // Another program may call its lock the same.
  claims: ({ name, text }) => name === LOCK_NAME && /^\s*\{/.test(text ?? ''),
  *read({ path, bytes }, ctx) {
    const limit = Math.min(ctx.limits.structureBytes, MAX_BYTES)
    if (bytes.size > limit) throw overLimit(`a lock of ${bytes.size} bytes, ${limit} are allowed`)
    ctx.checkpoint()
    const reading = readLock(bytes.read(0, bytes.size), path)
    const problem =
      reading.outcome === 'refused' ? reading.refusal.message : reading.intact ? undefined : EDITED
    if (problem !== undefined)
      yield { kind: 'gap', gap: { at: { path }, reason: 'malformed', detail: problem } }
    else if (reading.outcome === 'read') yield { kind: 'facts', facts: reading.lock }
  },
  *sightings() {},
  *records(lock) {
    yield { kind: 'listing', authority: 'assay-lock', digests: lockedDigests(lock), roots: lock.roots }
  },
}
