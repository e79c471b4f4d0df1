import type { KeyObject } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import type { Refusal } from '../refusal.ts'
import type { Lock } from './lock.ts'
import type { LockMemory } from './memory.ts'
import { MAX_LOCK, readLock } from './read.ts'
import { lockSignatureRefusal, SIGNATURE_SUFFIX } from './signature.ts'

export interface OpenLockOptions {
  /** Where it is. */
  readonly file: string
  /** How the user knows it. */
  readonly shown: string
  /** Public keys of which one must have signed it; none asks for no signature. */
  readonly keys: readonly KeyObject[]
  readonly memory: LockMemory
  /** The user vouches for it: edited by hand or older than another one, it counts from now on. */
  readonly trusts?: boolean
}

export type OpenedLock =
  | {
      readonly outcome: 'opened'
      readonly lock: Lock
      /** Only because the user vouches for it: otherwise it would have been refused as edited or replayed. */
      readonly overruled: boolean
      /** Highest generation that this machine had seen before; 0 for none. */
      readonly seen: number
    }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }

/** Reads a lock that is in force on this machine, and remembers it. */
export function openLock({ file, shown, keys, memory, trusts = false }: OpenLockOptions): OpenedLock {
  const data = contentOf(file, MAX_LOCK)
  if (typeof data === 'string') return refused(unread(data, shown))
  const reading = readLock(data, shown)
  if (reading.outcome === 'refused') return refused(reading.refusal)
  const { lock, intact } = reading
  const refusals: Refusal[] = []
  if (!intact && !trusts) refusals.push(edited(shown))
  if (keys.length > 0) {
    const signature = contentOf(`${file}${SIGNATURE_SUFFIX}`, 2 * MAX_LOCK)
    const found = typeof signature === 'string' ? undefined : signature
    const refusal = lockSignatureRefusal({ lock: data, signature: found, keys, shown })
    if (refusal) refusals.push(refusal)
  }
  const remembered = memory.refusals(lock, shown)
  if (!trusts && refusals.length === 0) refusals.push(...remembered)
  if (refusals.length > 0) return { outcome: 'refused', refusals }
  const seen = memory.newest(lock.id)
  if (trusts) memory.trust(lock)
  else memory.accept(lock)
  return { outcome: 'opened', lock, overruled: !intact || remembered.length > 0, seen }
}

function refused(refusal: Refusal): OpenedLock {
  return { outcome: 'refused', refusals: [refusal] }
}

function edited(shown: string): Refusal {
  return {
    code: 'lock-edited',
    path: shown,
    message: 'was changed by other means than assay lock: its digest is not that of its content',
    advice: 'restore it from version control; if you have reviewed the change: assay lock --trust',
  }
}

function unread(code: string, shown: string): Refusal {
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? {
        code: 'lock-missing',
        path: shown,
        message: 'is not there',
        advice: 'write it: assay lock <path>',
      }
    : { code: 'lock-unreadable', path: shown, message: `cannot be read (${code})` }
}

/** The bytes of a regular file, or the code of what went wrong. A pipe or device would keep the reader waiting. */
function contentOf(file: string, most: number): Uint8Array | string {
  let fd: number
  try {
    fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
  try {
    const stat = fstatSync(fd)
    if (!stat.isFile()) return 'is no regular file'
    if (stat.size > most) return `longer than ${most} bytes`
    const data = Buffer.alloc(stat.size)
    let length = 0
    for (let n = -1; n !== 0 && length < data.length; length += n)
      n = readSync(fd, data, length, data.length - length, length)
    return data.subarray(0, length)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  } finally {
    closeSync(fd)
  }
}
