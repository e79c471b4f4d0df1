import type { Gap } from '../../model/finding.ts'
import { visible } from '../../text/visible.ts'
import { byWeight, countsOf } from './order.ts'
import type { PackageChange } from './change.ts'

/** For a terminal: what matters first, one line a change with its place. */
export function changesTable(changes: readonly PackageChange[], gaps: readonly Gap[]): string {
  const lines = changes
    .toSorted(byWeight)
    .map((c) => `${c.severity.toUpperCase().padEnd(8)}  ${visible(c.message)}\n          ${placeOf(c)}`)
  const unread = gaps.map((g) => `not read  ${visible(g.at.path)}: ${g.reason}, ${visible(g.detail)}`)
  return `${[...lines, ...unread, ...(lines.length + unread.length > 0 ? [''] : []), countsOf(changes)].join('\n')}\n`
}

function placeOf({ at, kind }: PackageChange): string {
  const line = at.range?.unit === 'line' ? ` line ${at.range.start}` : ''
  return `${visible(at.path)}${line} · ${kind}`
}
