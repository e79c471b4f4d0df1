import type { Gap } from '../model/finding.ts'
import { byteRange } from '../model/location.ts'
import type { ReadError } from '../model/read-error.ts'

/** The gap that an error leaves at a path, where a reader goes on after it. */
export function gapAt(path: string, { reason, message, offset }: ReadError): Gap {
  const at = offset === undefined ? { path } : { path, range: byteRange(offset) }
  return { at, reason, detail: message }
}
