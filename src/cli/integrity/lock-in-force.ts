import { realpathSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { homeOf } from '../../config/home.ts'
import { findUpwards } from '../../config/find.ts'
import { LOCK_NAME } from '../../integrity/lock/lock.ts'
import type { LockInForce } from '../../scan/checksums.ts'
import { visible } from '../../text/visible.ts'
import type { Io } from '../io.ts'
import { stateFolder } from './state-folder.ts'

export interface LockSearch {
  readonly lock?: LockInForce
  /** Why a lock that was found does not count. */
  readonly notes: readonly string[]
}

/**
 * The assay.lock around what is scanned, if it counts on this machine. One that only what is scanned brings along is
 * read with the tree, as a list that came with the bytes. Looking at it leaves no memory of it.
 */
export async function lockInForce(paths: readonly string[], io: Io): Promise<LockSearch> {
  const { found } = findUpwards(
    LOCK_NAME,
    paths.filter((p) => p !== '-'),
    io.cwd,
  )
  if (!found) return { notes: [] }
  // Most scans find none and need not load what opens one.
  const [{ isStrangeLock }, { machineRoots }, { openLockMemory }, { openLock }] = await Promise.all([
    import('./strange-lock.ts'),
    import('../../integrity/lock/machine-roots.ts'),
    import('../../integrity/lock/memory.ts'),
    import('../../integrity/lock/open.ts'),
  ])
  if (isStrangeLock(found, io)) return { notes: [] }
  const shown = relative(io.cwd, found.file) || LOCK_NAME
  const memory = openLockMemory(stateFolder(io))
  const opened = openLock({ file: found.file, shown, keys: [], memory: { ...memory, accept: () => {} } })
  if (opened.outcome === 'refused')
    return {
      notes: opened.refusals.map(
        (r) => `${visible(shown)} is not in force: ${visible(r.message)} (${r.code})`,
      ),
    }
  const file = realpathSync(found.file)
  const places = { folder: dirname(file), roots: machineRoots(io.env, homeOf(io.env)) }
  return { lock: { lock: opened.lock, file, shown, places }, notes: memory.notes }
}
