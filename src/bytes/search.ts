import { KiB, MiB } from '../model/context.ts'
import type { Bytes } from '../model/entry.ts'

const WINDOW = 1 * MiB
/** Longer than anything that is searched for. */
const OVERLAP = 1 * KiB
const MAX_SEARCHED = 64 * MiB

/**
 * Whether a pattern without `g` stands anywhere from `start` on, in text of one byte a character or of UTF-16 and
 * UTF-32, whose zeros are passed over. False for what is too large to be one document.
 */
export function searchText(bytes: Bytes, start: number, pattern: RegExp): boolean {
  if (bytes.size <= start || bytes.size > MAX_SEARCHED) return false
  const window = Buffer.allocUnsafe(WINDOW)
  for (let at = Math.max(0, start - OVERLAP); at < bytes.size; at += WINDOW - OVERLAP) {
    const part = window.subarray(0, bytes.readInto(at, window))
    const text = part.toString('latin1')
    if (pattern.test(part.includes(0) ? text.replaceAll('\0', '') : text)) return true
  }
  return false
}
