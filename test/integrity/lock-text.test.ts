import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { lockingDocument } from '../../src/cli/integrity/lock/lock-document.ts'
import { lockingSchema, lockSchema } from '../../src/cli/integrity/lock/lock-schema.ts'
import { lockText, sealed } from '../../src/integrity/lock/canonical.ts'
import { readLock } from '../../src/integrity/lock/read.ts'
import { anyLock } from './lock-arbitrary.ts'

describe('the published schema', () => {
  it('accepts every lock', () => {
    fc.assert(fc.property(anyLock, (lock) => lockSchema.safeParse(JSON.parse(lockText(lock))).success))
  })
  it('accepts what the command prints', () => {
    fc.assert(
      fc.property(anyLock, anyLock, (before, lock) => {
        const changes = [
          ...lock.artifacts.map((after) => ({ kind: 'added' as const, path: after.path, after })),
          ...before.artifacts.map((b) => ({ kind: 'changed' as const, path: b.path, before: b, after: b })),
        ]
        const refusals = [{ code: 'missing', path: 'x', message: 'is missing' } as const]
        const gaps = [{ at: { path: 'x' }, reason: 'denied', detail: 'x' } as const]
        const result = {
          outcome: 'refused',
          shown: 'assay.lock',
          lock,
          changes,
          refusals,
          gaps,
          notes: [],
        } as const
        return lockingSchema.safeParse(lockingDocument(result)).success
      }),
    )
  })
})

describe('the text of a lock', () => {
  it('is read back equal, whatever the lock', () => {
    fc.assert(
      fc.property(anyLock, (lock) => {
        assert.deepEqual(readLock(Buffer.from(lockText(lock)), 'assay.lock'), {
          outcome: 'read',
          lock,
          intact: true,
        })
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order in which the lock was put together', () => {
    fc.assert(
      fc.property(anyLock, (lock) => {
        const turned = { ...lock, roots: lock.roots.toReversed(), artifacts: lock.artifacts.toReversed() }
        assert.equal(lockText(turned), lockText(lock))
        assert.equal(sealed(turned).digest, lock.digest)
      }),
    )
  })
})
