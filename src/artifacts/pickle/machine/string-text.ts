const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|(\n)|([\s\S]))/g
const SHORT: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
}

/** The argument of STRING without its quotes; undefined when there are none. Latin-1 in, latin-1 out. */
export function unquote(text: string): string | undefined {
  const quote = text[0]
  if (text.length < 2 || quote !== text.at(-1) || (quote !== "'" && quote !== '"')) return undefined
  return text.slice(1, -1)
}

/** Escapes of a bytes literal, as STRING has them. */
export function unescapeBytes(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    ESCAPE,
    (whole: string, octal?: string, hex?: string, newline?: string, other?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      if (newline !== undefined) return ''
      return SHORT[other ?? ''] ?? whole
    },
  )
}

/** UNICODE: `raw-unicode-escape`, where only \u and \U after an odd number of backslashes mean something. */
export function unescapeUnicode(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /(\\+)(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g,
    (whole: string, slashes: string, short?: string, long?: string) => {
      if (slashes.length % 2 === 0) return whole
      const code = Number.parseInt(short ?? long ?? '', 16)
      return code <= 0x10ffff ? slashes.slice(1) + String.fromCodePoint(code) : whole
    },
  )
}
