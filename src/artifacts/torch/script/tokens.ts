export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly line: number }
  /** Decoded; the quotes are gone. */
  | { readonly kind: 'string'; readonly text: string; readonly line: number }
  | { readonly kind: 'mark'; readonly text: string; readonly line: number }
  | { readonly kind: 'number'; readonly line: number }

const PATTERN =
  /(?<skip>[ \t\r\f\\]+|#[^\n]*)|(?<newline>\n)|(?<prefix>[rRbBfFuU]{0,2})(?<quote>"""|'''|"|')|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<number>\d[\w.]*)|(?<mark>[^])/uy

/** TorchScript source as PyTorch's own lexer would cut it: comments and layout left out, strings decoded. */
export function* tokens(source: string): Generator<Token> {
  let line = 1
  let at = 0
  while (at < source.length) {
    PATTERN.lastIndex = at
    const groups = PATTERN.exec(source)?.groups
    if (groups === undefined) return
    at = PATTERN.lastIndex
    if (groups['newline'] !== undefined) line++
    else if (groups['quote'] !== undefined) {
      const { text, end } = quotedText(source, at, groups['quote'], /r/i.test(groups['prefix'] ?? ''))
      yield { kind: 'string', text, line }
      for (let i = at; i < end; i++) if (source[i] === '\n') line++
      at = end
    } else if (groups['name'] !== undefined) yield { kind: 'name', text: groups['name'], line }
    else if (groups['number'] !== undefined) yield { kind: 'number', line }
    else if (groups['mark'] !== undefined) yield { kind: 'mark', text: groups['mark'], line }
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
}

function quotedText(
  source: string,
  start: number,
  quote: string,
  raw: boolean,
): { text: string; end: number } {
  let text = ''
  for (let at = start; at < source.length;) {
    if (source.startsWith(quote, at)) return { text, end: at + quote.length }
    const char = source[at]!
    if (char !== '\\' || raw) {
      text += char
      at++
      continue
    }
    const code = /^(?:x[0-9a-f]{1,2}|[0-7]{1,3})/i.exec(source.slice(at + 1, at + 4))?.[0]
    if (code !== undefined) {
      text += String.fromCharCode(
        code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number.parseInt(code, 8),
      )
      at += 1 + code.length
      continue
    }
    const next = source[at + 1] ?? ''
    text += ESCAPES[next] ?? next
    at += 2
  }
  return { text, end: source.length }
}
