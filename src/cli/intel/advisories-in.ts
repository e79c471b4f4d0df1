import { readFileSync, statSync } from 'node:fs'
import { MAX_INDEX } from '../../advisories/layout.ts'
import { openIndex, type AdvisoryIndex } from '../../advisories/read-index.ts'
import { indexState } from '../../packages/audit/index-state.ts'
import type { Io } from '../io.ts'
import { indexIn } from './settings.ts'

export interface CachedAdvisories {
  /** Absent when the file cannot be read. */
  readonly index?: AdvisoryIndex
  /** For the report: what packages were compared with. */
  readonly notes: readonly string[]
}

/** Days after which an index is called stale. */
const MAX_AGE = 7

/** The index that `assay intel update` left in the cache folder; a scan does without one where there is none. */
export function advisoriesIn(cache: string, io: Io): CachedAdvisories | undefined {
  const path = indexIn(cache)
  const stat = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
  if (path === undefined || !stat?.isFile() || stat.size > MAX_INDEX) return undefined
  try {
    const index = openIndex(readFileSync(path))
    const { stale, records, newest = 'unknown date' } = indexState(index.information, io.clock(), MAX_AGE)
    const compared = `packages compared with ${records} advisories, the newest of ${newest}`
    const old = `the advisory index is older than ${MAX_AGE} days: assay intel update`
    return { index, notes: stale ? [compared, old] : [compared] }
  } catch {
    return { notes: ['the advisory index cannot be read: assay intel update makes a new one'] }
  }
}
