import { visible, visibleLines } from '../../text/visible.ts'

/** Markup that is safe to send. Only `html` and `joined` make it. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | undefined | false

/** Everything put in is escaped unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.reduce((text, s, i) => text + rendered(parts[i - 1]) + s) }
}

export function joined(parts: readonly Markup[]): Markup {
  return { markup: parts.map((p) => p.markup).join('\n') }
}

/** A listing: line breaks stay. */
export function listing(text: string): Markup {
  return { markup: escaped(visibleLines(text)) }
}

/** Text of this program, not of anything scanned. */
export function trusted(markup: string): Markup {
  return { markup }
}

function rendered(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'object') return part.markup
  return escaped(visible(String(part)))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (c) => ENTITIES[c]!)
}
