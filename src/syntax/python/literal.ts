const ESCAPE = /\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]{1,80}\}|[^])/g
const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
}

/** What Python makes of the inside of a literal that opens with `prefix` (`rb'`, `"""`). */
export function literalText(prefix: string, inside: string): string {
  if (/r/i.test(prefix) || !inside.includes('\\')) return inside
  const bytes = /b/i.test(prefix)
  return inside.replace(ESCAPE, (escape) => unescape(escape, bytes))
}

function unescape(escape: string, bytes: boolean): string {
  const c = escape[1]!
  if (c >= '0' && c <= '7') return String.fromCharCode(Number.parseInt(escape.slice(1), 8) & 0xff)
  if (c === 'x' && escape.length === 4) return String.fromCharCode(Number.parseInt(escape.slice(2), 16))
  if (!bytes && (c === 'u' || c === 'U') && escape.length > 2) {
    const code = Number.parseInt(escape.slice(2), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : escape
  }
  if (c === '\r') return ''
  return SIMPLE[c] ?? (/[\\'"]/.test(c) ? c : escape)
}

/** Lone `\N{…}` names are left as they stand: the table of Unicode names is not worth its size here. */
export function isBytesPrefix(prefix: string): boolean {
  return /b/i.test(prefix)
}
