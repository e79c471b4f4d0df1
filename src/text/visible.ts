/**
 * Characters that change how text around them is shown instead of being shown: controls (terminal
 * escapes), bidirectional overrides, zero-width and line-breaking characters, tags, lone surrogates.
 * Scanned text may hold any of them to forge a report.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' }

/** Untrusted text on one line with every unseen character written out as an escape. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escaped)
}

/** Like `visible`, and keeps line breaks and tabs: for listings. */
export function visibleLines(text: string): string {
  return text.replace(UNSEEN, (c) => (c === '\n' ? c : c === '\t' ? '    ' : escaped(c)))
}

function escaped(c: string): string {
  const code = c.codePointAt(0)!
  return (
    SHORT[c] ??
    (code < 0x100 ? `\\x${hex(code, 2)}` : code > 0xffff ? `\\u{${hex(code)}}` : `\\u${hex(code, 4)}`)
  )
}

function hex(code: number, width = 0): string {
  return code.toString(16).padStart(width, '0')
}

/**
 * JSON with every unseen character in a string as `\uXXXX`: the same value to a parser, and nothing
 * that a terminal obeys when the file is printed.
 */
export function visibleJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`.replace(UNSEEN, (c) => (c === '\n' ? c : jsonEscaped(c)))
}

/** The same on one line and without a line break at its end: for logs. */
export function visibleJsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, jsonEscaped)
}

function jsonEscaped(c: string): string {
  return Array.from({ length: c.length }, (_, i) => `\\u${hex(c.charCodeAt(i), 4)}`).join('')
}

/** At most `width` characters, the end replaced by an ellipsis. */
export function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}
