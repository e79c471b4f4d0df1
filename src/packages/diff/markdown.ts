import type { Gap } from '../../model/finding.ts'
import { atLeast } from '../../model/severity.ts'
import { span } from '../../text/markdown.ts'
import type { PackageChange } from './change.ts'
import { byWeight, countsOf } from './order.ts'

/** For a pull request: what to look at, then the rest folded. Everything that was read stands in code spans. */
export function changesMarkdown(changes: readonly PackageChange[], gaps: readonly Gap[]): string {
  const sorted = changes.toSorted(byWeight)
  const review = sorted.filter((c) => atLeast(c.severity, 'medium'))
  const rest = sorted.filter((c) => !atLeast(c.severity, 'medium'))
  const parts = [`### Packages\n\n${countsOf(changes)}.`]
  if (review.length > 0) parts.push(`#### To review\n\n${review.map(line).join('\n')}`)
  if (rest.length > 0)
    parts.push(
      `<details><summary>Everything else (${rest.length})</summary>\n\n${rest.map(line).join('\n')}\n\n</details>`,
    )
  if (gaps.length > 0)
    parts.push(`#### Not read\n\n${gaps.map((g) => `- ${span(g.at.path)}: ${span(g.detail)}`).join('\n')}`)
  return `${parts.join('\n\n')}\n`
}

function line({ severity, message, at }: PackageChange): string {
  const where = at.range?.unit === 'line' ? `${at.path} line ${at.range.start}` : at.path
  return `- **${severity.toUpperCase()}** ${span(message)} (${span(where)})`
}
