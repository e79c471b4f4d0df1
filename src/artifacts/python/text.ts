import { lineRange } from '../../model/location.ts'
import type { Oddity } from './facts.ts'

/** Characters that turn the reading direction: what a reviewer sees is not what Python reads. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/
/** Code pushed past the right edge of every editor. */
const WIDE_BLANK = /[ \t]{150,}/g
const HIDDEN_CODE =
  /^;?[ \t]*((?:import|from|exec|eval|__import__|getattr|os\.|subprocess|compile)\b[^\n]{0,200})/
const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/
const STRANGE_CODING =
  /^(?:utf[-_]?7|u7|raw[-_]unicode[-_]escape|unicode[-_]escape|rot[-_]?13|hex|base64|punycode|idna|zlib|uu)$/i

/** What the text shows before any of it is parsed. */
export function textOddities(text: string): Oddity[] {
  const out: Oddity[] = []
  if (BIDI.test(text)) {
    const lines = text.split('\n')
    const i = lines.findIndex((l) => BIDI.test(l))
    const code = (lines[i] ?? '').replaceAll(new RegExp(BIDI, 'g'), '<?>').trim().slice(0, 160)
    out.push({ kind: 'bidi', at: lineRange(i + 1), says: 'turns the reading direction of source text', code })
  }
  const hidden = offScreen(text)
  if (hidden) {
    const line = text.slice(0, hidden.index).split('\n').length
    const code = hidden.code.slice(0, 160)
    out.push({
      kind: 'off-screen',
      at: lineRange(line),
      says: 'code stands far to the right of the screen',
      code,
    })
  }
  const coding = declaredCoding(text)
  if (coding && STRANGE_CODING.test(coding))
    out.push({
      kind: 'strange-coding',
      at: lineRange(1),
      says: `the source is written in ${coding}`,
      code: `coding: ${coding}`,
    })
  return out
}

/** One pass over runs of blanks: a single pattern for run and code would try every split of the run. */
function offScreen(text: string): { index: number; code: string } | undefined {
  for (const run of text.matchAll(WIDE_BLANK)) {
    const before = text[run.index - 1]
    if (before === undefined || before === '\n') continue
    const end = run.index + run[0].length
    const code = HIDDEN_CODE.exec(text.slice(end, end + 400))
    if (code) return { index: run.index, code: code[1]! }
  }
  return undefined
}

/** The encoding that the first two lines declare. */
function declaredCoding(text: string): string | undefined {
  for (const line of text.slice(0, 1000).split('\n', 2)) {
    const match = CODING.exec(line)
    if (match) return match[1]!
  }
  return undefined
}

/** What Python reads where the declared encoding turns escapes into code. */
export function decodedSource(text: string): string {
  const coding = declaredCoding(text)
  if (!coding || !/unicode[-_]escape/i.test(coding)) return text
  const hex = (code: string): string => String.fromCharCode(Number.parseInt(code, 16))
  return text.replaceAll(/\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})/g, (_, u?: string, x?: string) =>
    hex(u ?? x ?? '3f'),
  )
}

const SHORTENED = 4096

/** Cuts literals of encoded data to their beginning: what matters is that they are there and what is done with them. */
export function withoutLongRuns(text: string): string {
  const pieces: string[] = []
  let kept = 0
  let start = 0
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && isEncoded(text.charCodeAt(i))) continue
    if (i - start > 2 * SHORTENED) {
      pieces.push(text.slice(kept, start + SHORTENED))
      kept = i
    }
    start = i + 1
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(kept)
}

/** Letters, digits and `+ / = _ - \\`. */
function isEncoded(c: number): boolean {
  const letter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122)
  return letter || (c >= 47 && c <= 57) || c === 43 || c === 45 || c === 61 || c === 95 || c === 92
}
