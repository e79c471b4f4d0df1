import type { Refusal } from '../../integrity/refusal.ts'
import type { LogFormat } from '../log-line.ts'
import { visible, visibleJsonLine } from '../../text/visible.ts'

/** Refusals for standard error, the way all commands print them; ends in a line break unless there are none. */
export function refusalLines(refusals: readonly Refusal[], format: LogFormat): string {
  return refusals.map(format === 'json' ? jsonLine : textLines).join('')
}

function jsonLine({ code, path, message, advice, expected, found }: Refusal): string {
  // Keys in this order; JSON leaves out what is undefined.
  const event = { level: 'error', event: 'refused', code, path, message, advice, expected, found }
  return `${visibleJsonLine(event)}\n`
}

function textLines({ code, path, message, advice, expected, found }: Refusal): string {
  const lines = [`assay: refused: ${path}: ${message} (${code})`]
  if (expected !== undefined) lines.push(`  expected ${expected}`)
  if (found !== undefined) lines.push(`  found    ${found}`)
  if (advice !== undefined) lines.push(`  ${advice}`)
  return lines.map((line) => `${visible(line)}\n`).join('')
}
