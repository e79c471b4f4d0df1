import type { Gap } from '../../model/finding.ts'
import { plural } from '../../text/sizes.ts'
import { visible } from '../../text/visible.ts'
import { columns } from '../../text/wrap.ts'
import type { Hunt, Prey } from './hunt.ts'

interface HuntTableOptions {
  readonly title: string
  readonly within: number
  readonly gaps: readonly Gap[]
  readonly verbose: boolean
}

const SHOWN = 50
const VERB = { installed: 'installed', uploaded: 'uploaded', created: 'created' } as const

/** One line a package, for a terminal. */
export function huntTable(
  { by, found, packages, undated }: Hunt,
  { title, within, gaps, verbose }: HuntTableOptions,
): string {
  const shown = verbose ? found : found.slice(0, SHOWN)
  const rows = shown.map((prey) => cells(prey))
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, columns(cell))),
    [],
  )
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat(Math.max(0, widths[i]! - columns(cell))))
      .join('  ')
      .trimEnd(),
  )
  if (found.length > shown.length)
    lines.push(`and ${plural(found.length - shown.length, 'more')} (-v shows all)`)
  for (const { at, detail } of gaps.slice(0, 10))
    lines.push(
      `could not be read: ${visible(at.path)}${at.range ? `:${at.range.start}` : ''}: ${visible(detail)}`,
    )
  const without = undated > 0 ? `; of ${plural(undated, 'package')} nothing tells when` : ''
  lines.push(
    `${visible(title)}: ${found.length} of ${plural(packages, 'package')} ${VERB[by]} in the last ${plural(within, 'day')}${without}`,
  )
  return `${lines.join('\n')}\n`
}

function cells({
  at,
  name,
  version,
  downloads,
  perDay,
  here,
  widespread,
  lateFile,
  installer,
}: Prey): string[] {
  const notes = [
    widespread ? 'WIDESPREAD' : '',
    here === undefined ? '' : `here since ${here.slice(0, 10)}`,
    downloads === undefined ? '' : `${downloads.toLocaleString('en-US')} downloads, ${perDay} a day`,
    lateFile === undefined ? '' : `late file ${visible(lateFile)}`,
    installer ? `by ${visible(installer)}` : '',
  ]
  return [
    at.replace('T', ' ').replace('Z', ''),
    visible([name, version].filter(Boolean).join(' ')),
    notes.filter(Boolean).join(', '),
  ]
}
