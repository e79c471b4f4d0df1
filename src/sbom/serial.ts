import { sha256 } from '../model/identity.ts'

/** Name space of the serial numbers: any constant does, as RFC 9562 has it for version 5 and 8. */
const SPACE = 'assay bill of materials'

/** A serial number worked out from what names a series: equal input, equal number; no randomness. */
export function serialOf(seed: string): string {
  const hex = sha256(`${SPACE}\n${seed}`).slice('sha256:'.length)
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ]
  return `urn:uuid:${parts.join('-')}`
}
