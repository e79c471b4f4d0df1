import { MiB } from '../model/context.ts'
import { malformed, overLimit } from '../model/read-error.ts'

/** Bytes of a document that may be held as text and as values at once. */
export const MAX_DOCUMENT: number = 32 * MiB

/** Text of a JSON document as Python's `json.loads` decodes bytes: a mark or the zeros of the first characters decide. */
export function decodeJsonText(data: Buffer): string {
  const [a, b, c, d] = data
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return utf32(data.subarray(4), true)
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return utf32(data.subarray(4), false)
  if (a === 0xff && b === 0xfe) return data.subarray(2).toString('utf16le')
  if (a === 0xfe && b === 0xff) return utf16be(data.subarray(2))
  if (a === 0xef && b === 0xbb && c === 0xbf) return data.toString('utf8', 3)
  if (a === 0 && data.length >= 2) return b === 0 ? utf32(data, false) : utf16be(data)
  if (b === 0 && data.length >= 2) return c === 0 && d === 0 ? utf32(data, true) : data.toString('utf16le')
  return data.toString('utf8')
}

function utf16be(data: Buffer): string {
  return Buffer.from(data.subarray(0, data.length & ~1))
    .swap16()
    .toString('utf16le')
}

function utf32(data: Buffer, little: boolean): string {
  let text = ''
  for (let at = 0; at + 4 <= data.length; at += 4) {
    const point = little ? data.readUInt32LE(at) : data.readUInt32BE(at)
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  }
  return text
}

/** Numbers that Python writes and reads and JSON does not know; strings are passed over, open ones to the end of the text. */
const PYTHON_NUMBERS = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$)|-?Infinity|NaN/g

/** A value in memory costs far more than its two characters of text. */
const MAX_VALUES = 3_000_000

export function parseJson(text: string): unknown {
  if (countValues(text) > MAX_VALUES) throw overLimit(`more than ${MAX_VALUES} values in one document`)
  try {
    return JSON.parse(text)
  } catch {
    try {
      return JSON.parse(text.replace(PYTHON_NUMBERS, (found) => (found.startsWith('"') ? found : 'null')))
    } catch (error) {
      throw malformed(`no JSON: ${error instanceof Error ? error.message.slice(0, 120) : ''}`)
    }
  }
}

/** At least as many as there are: commas and brackets in strings count too. */
function countValues(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x2c || code === 0x5b || code === 0x7b) count++
  }
  return count
}
