import { withoutCredentialsWithin } from '../../text/web-address.ts'
import type { CardLine } from './facts.ts'
import { withoutComments } from './prose.ts'

export interface CardDescription {
  readonly text: string
  readonly line: number
}

/** Prose that describes stands at the start. */
const MAX_LINES = 400
const MAX_LENGTH = 600
const MIN_WORDS = 3
/** Sections whose first words say how to use it, or what may be done with it, not what it is. */
const ASIDE =
  /\b(?:uses?|usage|using|how to|install\w*|quick ?start|getting started|requirements?|download\w*|licen[cs]e\w*|citation|cite|references?|acknowledge?ments?|limitations?|bias\w*|risks?|recommendations?|ethic\w*|evaluations?|results?|benchmarks?|metrics|hyper-?parameters|framework versions|training|prompts?|examples?|demo|glossary|infrastructure|hardware|software|contents|news|updates?|change ?log|contact|authors?|contribut\w*|disclaimer|environmental)\b/i
/** What templates and tools leave behind. */
const FILLER =
  /more information needed|automatically generated|base template for new models|add (?:your|a) description|^(?:todo|tbd|n\/a|none|coming soon)\b|\blorem ipsum\b/i
const OTHER_BLOCK = /^(?:[-*+]\s|\d{1,3}[.)]\s|\||>|\[[^\]]{1,80}\]:|(?:[-*_]\s*){3,}$|={3,}\s*$)/

/** The first paragraph that says in words what the thing is; undefined where templates were left as they are. */
export function cardDescription(body: readonly CardLine[]): CardDescription | undefined {
  for (const { lines, section } of paragraphs(body.slice(0, MAX_LINES))) {
    if (ASIDE.test(section)) continue
    const text = plainProse(lines.map((l) => l.text).join(' '))
    if (FILLER.test(text) || (text.match(/\p{L}[\p{L}\p{M}'’-]*/gu)?.length ?? 0) < MIN_WORDS) continue
    return { text: shortened(withoutCredentialsWithin(text)), line: lines[0]!.line }
  }
  return undefined
}

interface Paragraph {
  readonly lines: readonly CardLine[]
  /** Heading above it; empty for the title. */
  readonly section: string
}

function paragraphs(body: readonly CardLine[]): Paragraph[] {
  const found: Paragraph[] = []
  let open: CardLine[] = []
  let section = ''
  let inside: 'comment' | 'code' | 'html' | 'list' | undefined
  const close = (): void => {
    if (open.length > 0) found.push({ lines: open, section })
    open = []
  }
  let titled = false
  const enter = (heading: string, top: boolean): void => {
    section = top && !titled ? '' : heading
    titled ||= top
  }
  for (const line of body) {
    if (inside !== 'code') {
      const { rest, open: comment } = withoutComments(line.text, inside === 'comment')
      if (comment || inside === 'comment') inside = comment ? 'comment' : undefined
      const text = rest.trim()
      if (/^(?:```|~~~)/.test(text)) {
        close()
        inside = 'code'
        continue
      }
      const heading = /^(#{1,6})\s+(.{0,200})/.exec(text)
      if (text === '' || heading) {
        close()
        if (inside !== 'comment') inside = undefined
        if (heading) enter(heading[2] ?? '', heading[1] === '#')
        continue
      }
      // A line of dashes makes the paragraph above it a heading.
      if (open.length > 0 && /^(?:=+|-+)$/.test(text)) {
        const title = open.map((l) => l.text).join(' ')
        open = []
        enter(title.slice(0, 200), text.startsWith('='))
        continue
      }
      if (inside === undefined && open.length === 0 && /^<[A-Za-z/!?]/.test(text) && !/^<https?:/i.test(text))
        inside = 'html'
      if (inside === undefined && OTHER_BLOCK.test(text)) {
        close()
        inside = 'list'
      }
      if (inside === undefined && open.length === 0 && /^(?: {4}|\t)/.test(rest)) continue
      if (inside === undefined) open.push({ line: line.line, text })
    } else if (/^\s*(?:```|~~~)\s*$/.test(line.text)) inside = undefined
  }
  close()
  return found
}

/** Without pictures, marks and addresses of links. What is nothing but links is a bar of navigation. */
function plainProse(markdown: string): string {
  const pictures = markdown
    .slice(0, 8000)
    .replaceAll(/\[!\[[^\]]{0,200}\]\([^)]{0,1000}\)\]\([^)]{0,1000}\)/g, ' ')
    .replaceAll(/!\[[^\]]{0,200}\](?:\([^)]{0,1000}\)|\[[^\]]{0,200}\])/g, ' ')
    .replaceAll(/<\/?[A-Za-z][^<>]{0,300}>/g, ' ')
  const words = pictures.replaceAll(/\[([^\][]{0,300})\]\([^()]{0,1000}\)/g, ' ')
  if ((words.match(/\p{L}{2,}/gu)?.length ?? 0) < 2) return ''
  return (
    pictures
      .replaceAll(/\[([^\][]{0,300})\]\([^()]{0,1000}\)/g, '$1')
      .replaceAll(/\*{1,3}|`|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])/gu, '')
      .replaceAll(/\s+/g, ' ')
      // Announces a list, which is no prose.
      .replace(/(?<=[.!?]) [^.!?]{1,200}:\s*$/, '')
      .trim()
  )
}

function shortened(text: string): string {
  if (text.length <= MAX_LENGTH) return text
  const space = text.lastIndexOf(' ', MAX_LENGTH)
  return `${text.slice(0, space > 0 ? space : MAX_LENGTH).toWellFormed()} …`
}
