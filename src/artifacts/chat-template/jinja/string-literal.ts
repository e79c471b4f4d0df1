const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}]{1,80})\}|([0-7]{1,3})|([^]))/g

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
}

/** Characters that someone would spell by name to hide them; other names stay as they are. */
const NAMED: Readonly<Record<string, string>> = { 'LOW LINE': '_', 'FULL STOP': '.', SPACE: ' ' }

/** The value of a string literal's body: Jinja decodes it as Python decodes `unicode-escape`. */
export function decodeStringBody(body: string): string {
  if (!body.includes('\\')) return body
  return body.replace(
    ESCAPE,
    (whole, hex?: string, u4?: string, u8?: string, name?: string, octal?: string, char?: string) => {
      const code = hex ?? u4 ?? u8
      if (code !== undefined) return codePoint(Number.parseInt(code, 16), whole)
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
      if (name !== undefined) return NAMED[name.toUpperCase()] ?? whole
      if (char === '\\' || char === "'" || char === '"') return char
      return SIMPLE[char ?? ''] ?? whole
    },
  )
}

function codePoint(value: number, whole: string): string {
  return value <= 0x10_ffff ? String.fromCodePoint(value) : whole
}
