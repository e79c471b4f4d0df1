import type { IndexInformation } from '../../advisories/layout.ts'
import type { IndexState } from './report.ts'

const DAY = 24 * 60 * 60 * 1000

/** How an index stands today. One from the future is as little worth as one that is too old. */
export function indexState(information: IndexInformation, now: Date, maxAge: number): IndexState {
  const { built, newest, records, ecosystems, sources } = information
  const elapsed = (now.getTime() - Date.parse(built)) / DAY
  return {
    built,
    age: Math.max(0, Math.floor(elapsed)),
    stale: elapsed > maxAge || elapsed < -1,
    ...(newest !== undefined && { newest }),
    records,
    ecosystems,
    sources,
  }
}
