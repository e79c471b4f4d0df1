/** Index of the first character that is no blank; a carriage return counts as the end. */
export function lineStart(line: string): number {
  let at = 0
  while (line.charCodeAt(at) === 32) at++
  return line.charCodeAt(at) === 13 && at === line.length - 1 ? line.length : at
}

export interface SplitLine {
  readonly key: string
  /** Behind the colon, without blanks at its start. */
  readonly rest: string
}

/** Splits `key: value`. Undefined when the line opens no mapping entry. */
export function splitKey(content: string): SplitLine | undefined {
  const first = content.charCodeAt(0)
  if (first === 39 || first === 34) {
    const end = closingQuote(content, 0)
    if (end < 0 || content.charCodeAt(end + 1) !== 58) return undefined
    if (end + 2 < content.length && content.charCodeAt(end + 2) !== 32) return undefined
    const key = unquoted(content.slice(0, end + 1))
    return key === undefined ? undefined : { key, rest: content.slice(end + 2).trimStart() }
  }
  // [ ] { } # & * ! | > % @ `
  if ('[]{}#&*!|>%@`,'.includes(content[0] ?? '#')) return undefined
  const spaced = content.indexOf(': ')
  const colon = spaced < 0 && content.endsWith(':') ? content.length - 1 : spaced
  if (colon <= 0) return undefined
  const key = content.slice(0, colon).trimEnd()
  return key.includes(' #') ? undefined : { key, rest: content.slice(colon + 1).trimStart() }
}

/** Where the quote that opens at `from` ends; -1 when it does not. */
export function closingQuote(text: string, from: number): number {
  const quote = text[from]
  for (let at = from + 1; at < text.length; at++) {
    const c = text[at]
    if (c === '\\' && quote === '"') at++
    else if (c === quote) {
      if (quote === "'" && text[at + 1] === "'") at++
      else return at
    }
  }
  return -1
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  n: '\n',
  r: '\r',
  t: '\t',
  ' ': ' ',
  '0': '\0',
  e: '\u001b',
  _: '\u00a0',
}

/** The text of a scalar that fills `text`; undefined when its quotes do not close at the end. */
export function unquoted(text: string): string | undefined {
  const quote = text[0]
  if (quote !== "'" && quote !== '"') return text
  if (closingQuote(text, 0) !== text.length - 1) return undefined
  const inner = text.slice(1, -1)
  if (quote === "'") return inner.replaceAll("''", "'")
  if (!inner.includes('\\')) return inner
  let broken = false
  const plain = inner.replaceAll(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/gs, (_, x, u, c) => {
    if (x ?? u) return String.fromCharCode(Number.parseInt(x ?? u, 16))
    const known = Object.hasOwn(ESCAPES, c) ? ESCAPES[c] : undefined
    if (known === undefined) broken = true
    return known ?? ''
  })
  return broken ? undefined : plain
}
