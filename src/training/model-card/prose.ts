import type { CardLine } from './facts.ts'

export interface ProseLine extends CardLine {
  /** The line with its comments. */
  readonly raw: string
  /** Nearest heading in lower case, without marks. */
  readonly section: string
  /** The last heading that is no name: `training dataset`. */
  readonly above: string
}

export interface CodeBlock {
  readonly language: string
  readonly lines: readonly CardLine[]
}

const MAX_BLOCKS = 200

/** The text of a card apart from its code, without comments: a hint in a template tells nothing. */
export function prose(lines: readonly CardLine[]): {
  readonly text: readonly ProseLine[]
  readonly code: readonly CodeBlock[]
} {
  const text: ProseLine[] = []
  const code: { language: string; lines: CardLine[] }[] = []
  let block: { language: string; lines: CardLine[] } | undefined
  let inComment = false
  let section = ''
  let above = ''
  for (const line of lines) {
    const fence = inComment ? null : /^\s*(?:```|~~~)\s*(\w*)/.exec(line.text)
    if (fence) {
      block = block ? undefined : { language: (fence[1] ?? '').toLowerCase(), lines: [] }
      if (block && code.length < MAX_BLOCKS) code.push(block)
      continue
    }
    if (block) {
      block.lines.push(line)
      continue
    }
    const { rest, open } = withoutComments(line.text, inComment)
    inComment = open
    const heading = /^#{1,6}\s+(.{1,200})$/.exec(rest)?.[1]
    if (heading !== undefined) {
      section = heading.trim().toLowerCase()
      if (
        /dataset|hyperparameter|version|result|model|training|evaluation/.test(section) &&
        !section.includes('](')
      )
        above = section
      continue
    }
    if (rest.trim() !== '') text.push({ line: line.line, text: rest, raw: line.text, section, above })
  }
  return { text, code }
}

/** What stands outside comments, and whether one is still open at the end of the line. */
export function withoutComments(text: string, inComment: boolean): { rest: string; open: boolean } {
  let rest = ''
  let open = inComment
  for (let at = 0; at < text.length;) {
    const mark = open ? '-->' : '<!--'
    const next = text.indexOf(mark, at)
    if (!open) rest += text.slice(at, next < 0 ? text.length : next)
    if (next < 0) break
    at = next + mark.length
    open = !open
  }
  return { rest, open }
}
