import { visible } from '../../text/visible.ts'
import type { FieldChange, InventoryDiff, ItemChange } from './change.ts'

const SIGN: Readonly<Record<ItemChange['change'], string>> = { added: '+', removed: '-', changed: '~' }
const MAX_FIELDS = 8

export interface DiffTableOptions {
  readonly verbose: boolean
}

/** For a terminal: one block a change, what matters to security marked and first. */
export function diffTable({ changes, newGaps }: InventoryDiff, { verbose }: DiffTableOptions): string {
  if (changes.length === 0 && newGaps.length === 0) return 'nothing changed\n'
  const blocks = changes.map((change) => block(change, verbose))
  const gaps = newGaps.map((gap) => `? not read: ${visible(gap)}`)
  const relevant = changes.filter((c) => c.security.length > 0).length
  const count = (what: ItemChange['change']): number => changes.filter((c) => c.change === what).length
  const last = `${count('added')} added · ${count('removed')} removed · ${count('changed')} changed · ${relevant} to review`
  return `${[...blocks, ...gaps, '', last].join('\n')}\n`
}

function block({ change, kind, name, version, fields, security }: ItemChange, verbose: boolean): string {
  const at = version === undefined ? '' : ` ${visible(version)}`
  const shown = verbose ? fields : fields.slice(0, MAX_FIELDS)
  const more = fields.length - shown.length
  return [
    `${SIGN[change]} ${kind.padEnd(9)} ${visible(name)}${at}`,
    ...security.map((why) => `    ! ${visible(why)}`),
    ...shown.map((f) => `      ${fieldText(f)}`),
    ...(more > 0 ? [`      and ${more} more (-v shows them)`] : []),
  ].join('\n')
}

function fieldText({ field, before, after }: FieldChange): string {
  return `${visible(field)}: ${before === undefined ? '-' : visible(before)} → ${after === undefined ? '-' : visible(after)}`
}
