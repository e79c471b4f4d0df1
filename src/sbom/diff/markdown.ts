import { span } from '../../text/markdown.ts'
import { shortened } from '../../text/visible.ts'
import type { FieldChange, InventoryDiff, ItemChange } from './change.ts'

const MAX_FIELDS = 12
/** Characters of one value. */
const MAX_TEXT = 120

/** For a pull request: what matters to security first, then everything by kind. Untrusted text is escaped. */
export function diffMarkdown(diff: InventoryDiff): string {
  const { changes, newGaps } = diff
  if (changes.length === 0 && newGaps.length === 0) return '### AI SBOM\n\nNothing changed.\n'
  const relevant = changes.filter((c) => c.security.length > 0)
  const counts = (['added', 'removed', 'changed'] as const)
    .map((what) => [what, changes.filter((c) => c.change === what).length] as const)
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${n} ${what}`)
  const parts = [`### AI SBOM\n\n${[...counts, `${relevant.length} to review`].join(', ')}.`]
  if (relevant.length > 0) parts.push(`#### To review\n\n${relevant.map(reviewLine).join('\n')}`)
  for (const [kind, items] of Map.groupBy(changes, (c) => c.kind))
    parts.push(`<details><summary>${kind} (${items.length})</summary>\n\n${tableOf(items)}\n\n</details>`)
  if (newGaps.length > 0) parts.push(`#### Not read\n\n${newGaps.map((gap) => `- ${span(gap)}`).join('\n')}`)
  return `${parts.join('\n\n')}\n`
}

function reviewLine({ change, kind, name, version, security }: ItemChange): string {
  const at = version === undefined ? '' : ` ${span(version)}`
  return `- **${change}** ${kind} ${span(name)}${at}: ${security.map((why) => span(why)).join('; ')}`
}

function tableOf(items: readonly ItemChange[]): string {
  const rows = items.map((item) => {
    const fields = item.fields.slice(0, MAX_FIELDS).map(fieldText)
    const more = item.fields.length - fields.length
    if (more > 0) fields.push(`and ${more} more`)
    return `| ${item.change} | ${cell(item.name)} | ${item.version === undefined ? '' : cell(item.version)} | ${fields.join('<br>')} |`
  })
  return ['| | name | version | what |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function fieldText({ field, before, after }: FieldChange): string {
  return `${span(field)}: ${before === undefined ? '' : `${cell(before)} `}→${after === undefined ? ' gone' : ` ${cell(after)}`}`
}

/** A cell of a table: a pipe would end it even inside a code span. */
function cell(text: string): string {
  return span(shortened(text, MAX_TEXT)).replaceAll('|', '\\|')
}
