import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { lockText, sealed } from '../../src/integrity/lock/canonical.ts'
import { readLock } from '../../src/integrity/lock/read.ts'
import { anyLock } from './lock-arbitrary.ts'

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
