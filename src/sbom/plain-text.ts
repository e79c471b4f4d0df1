/**
 * What no XML document, no database column and no strict parser takes: controls that are not whitespace, halves of
 * surrogate pairs, non-characters. Documents travel through all of these.
 */
const UNWRITABLE = /[^\t\n\r\u0020-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u
const EACH_UNWRITABLE = new RegExp(UNWRITABLE, 'gu')
const QUOTED = 'json:"'

export function isPlain(text: string): boolean {
  return !UNWRITABLE.test(text)
}

/** For fields that people read: what cannot be written stands there as an escape. */
export function shownText(text: string): string {
  return text.replace(EACH_UNWRITABLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** For values that are read back: plain text as it is, all else as a JSON string in ASCII. */
export function encodeText(text: string): string {
  if (isPlain(text) && !text.startsWith(QUOTED)) return text
  const escaped = JSON.stringify(text).replaceAll(
    /[^\u0020-\u007e]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `json:${escaped}`
}

export function decodeText(text: string): string {
  if (!text.startsWith(QUOTED)) return text
  try {
    const value: unknown = JSON.parse(text.slice('json:'.length))
    return typeof value === 'string' ? value : text
  } catch {
    return text
  }
}
