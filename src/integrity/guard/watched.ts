import { lstatSync, statSync, type BigIntStats } from 'node:fs'
import { fileState } from '../../bytes/digests/file-state.ts'

/**
 * A path and what the kernel said of it: device, inode, size and ctime of the entry itself and, behind a space, of
 * what it leads to when it is a link. Empty when there was nothing to be seen. Of a folder this changes whenever an entry is
 * added, removed or renamed in it.
 */
export type Watched = readonly [path: string, state: string]

/** A change within the resolution of the clock would not show: states younger than this are not trusted later. */
const SETTLED_MS = 2000

const BIG = { bigint: true, throwIfNoEntry: false } as const

export function stateOf(path: string): string {
  try {
    const own = lstatSync(path, BIG)
    return own ? entryState(own, path) : ''
  } catch {
    // What cannot be looked at is as good as not there; who reads it says why.
    return ''
  }
}

export function watched(path: string): Watched {
  return [path, stateOf(path)]
}

/** The first path whose state is another now. */
export function firstChanged(all: readonly Watched[]): string | undefined {
  return all.find(([path, state]) => stateOf(path) !== state)?.[0]
}

/** Whether all changes are long enough ago for the next one to show. */
export function isSettled(all: readonly Watched[], now: number): boolean {
  const limit = BigInt(now - SETTLED_MS) * 1_000_000n
  return all.every(([, states]) =>
    states
      .split(' ')
      .every((state) => state === '' || BigInt(state.slice(state.lastIndexOf(':') + 1)) < limit),
  )
}

/** The state of a file that is one already looked at. */
export function entryState(own: BigIntStats, path: string): string {
  return own.isSymbolicLink() ? `${fileState(own)} ${targetState(path)}` : fileState(own)
}

function targetState(path: string): string {
  const target = statSync(path, BIG)
  return target ? fileState(target) : ''
}
