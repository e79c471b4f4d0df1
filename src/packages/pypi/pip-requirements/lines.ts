import { overLimit } from '../../../model/read-error.ts'

/** What pip takes for one line: continued lines joined, comments gone. */
export interface LogicalLine {
  readonly text: string
  readonly line: number
  readonly lineEnd: number
  /** What follows `#`, of the line itself or of a line that holds nothing else. */
  readonly comment?: string
}

/** What ends a line to Python. */
export const LINE_BREAK: RegExp = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/** Hundreds of hashes on one requirement still fit. */
const MAX_LENGTH = 1 << 20
const MAX_COMMENT = 4000

/**
 * Lines in pip's way: a backslash at the end goes on, a comment of its own ends what was going on, and a comment
 * that goes on takes the next line with it.
 */
export function* logicalLines(source: string, checkpoint: () => void): Generator<LogicalLine> {
  let parts: string[] = []
  let start = 0
  let length = 0
  let number = 0
  let commented = false
  for (const raw of source.split(LINE_BREAK)) {
    if ((++number & 1023) === 0) checkpoint()
    if (parts.length === 0) start = number
    const hash: number = commented ? 0 : commentAt(raw)
    const code = hash < 0 ? raw : raw.slice(0, hash)
    const onlyComment = !commented && hash >= 0 && code.trim() === ''
    if (raw.endsWith('\\') && !onlyComment) {
      parts.push(code.replace(/\\+$/, ''))
      commented ||= hash >= 0
      length += raw.length
      if (length > MAX_LENGTH) throw overLimit(`a line of more than ${MAX_LENGTH} characters`)
      continue
    }
    const text = [...parts, code].join('').trim()
    const comment = hash < 0 || commented ? undefined : raw.slice(hash + 1, hash + 1 + MAX_COMMENT).trim()
    parts = []
    length = 0
    commented = false
    if (text === '' && comment === undefined) continue
    yield { text, line: start, lineEnd: number, ...(comment !== undefined && { comment }) }
  }
  const text = parts.join('').trim()
  if (text !== '') yield { text, line: start, lineEnd: number }
}

/** A comment starts a line or follows white space: `#` is part of addresses, too. */
function commentAt(line: string): number {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1))
    if (at === 0 || /\s/.test(line[at - 1]!)) return at
  return -1
}
