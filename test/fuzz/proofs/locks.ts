import { lockText } from '../../../src/integrity/lock/canonical.ts'
import { readLock } from '../../../src/integrity/lock/read.ts'
import { lockSignatureRefusal } from '../../../src/integrity/lock/signature.ts'
import { LOCK, PUBLIC_KEY } from './known.ts'
import type { Target } from './target.ts'

const TEXT = Buffer.from(lockText(LOCK))

/** A lock that is read is written as it was; one whose digest stayed while it was changed is not intact. */
export const lock: Target = (bytes) => {
  const reading = readLock(bytes, 'assay.lock')
  if (reading.outcome === 'refused') return undefined
  const text = lockText(reading.lock)
  if (reading.intact && reading.lock.digest === LOCK.digest && text !== TEXT.toString())
    return 'another lock passes under the digest of this one'
  const again = readLock(Buffer.from(text), 'assay.lock')
  if (again.outcome === 'refused') return `cannot be read any more once written: ${again.refusal.message}`
  return lockText(again.lock) === text ? undefined : 'is read in another way once it is written'
}

/** The signature of the lock, and the lock under its signature. */
export const lockSignature: Target = (signature) => {
  const request = { keys: [PUBLIC_KEY], shown: 'assay.lock' }
  const refusal = lockSignatureRefusal({ ...request, lock: TEXT, signature })
  const changed = Buffer.from(TEXT)
  changed[signature.length % changed.length]! ^= 1
  if (!lockSignatureRefusal({ ...request, lock: changed, signature })) return 'signs a lock that was changed'
  const isStranger = lockSignatureRefusal({ ...request, keys: [], lock: TEXT, signature })
  return refusal || isStranger ? undefined : 'is accepted although no key is trusted'
}
