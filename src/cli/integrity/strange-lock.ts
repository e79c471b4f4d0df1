import type { Found } from '../../config/find.ts'
import { openLockMemory } from '../../integrity/lock/memory.ts'
import { readLock } from '../../integrity/lock/read.ts'
import type { Io } from '../io.ts'
import { readBounded } from './open-document.ts'
import { stateFolder } from './state-folder.ts'

/**
 * Whether a lock may be the uploader's: it lies in what is looked at, and no version of it was ever made or used on
 * this machine. Who goes into a downloaded folder and asks about `.` has not thereby taken over its lock.
 */
export function isStrangeLock({ file, isInside }: Found, io: Pick<Io, 'env'>): boolean {
  if (!isInside) return false
  try {
    const reading = readLock(readBounded(file), file)
    return reading.outcome === 'read' && openLockMemory(stateFolder(io)).newest(reading.lock.id) === 0
  } catch {
    // What cannot be read vouches for nothing anyway, and opening it says why.
    return false
  }
}
