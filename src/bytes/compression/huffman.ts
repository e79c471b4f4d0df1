import { malformed } from '../../model/read-error.ts'

/** A prefix code as a table over the next `bits` bits, least significant first. */
export interface PrefixTable {
  readonly bits: number
  /** `symbol << 4 | length`; 0 where no code leads. */
  readonly entries: Uint16Array
}

/** Canonical code from its lengths (at most 15), as deflate packs them. Symbols from `limit` on stand for nothing. */
export function prefixTable(lengths: Uint8Array, limit: number = lengths.length): PrefixTable {
  const count = new Uint16Array(16)
  let bits = 1
  for (const length of lengths) {
    count[length]!++
    if (length > bits) bits = length
  }
  const next = new Uint16Array(16)
  let code = 0
  for (let length = 1; length <= 15; length++) {
    next[length] = code
    code += count[length]!
    if (code > 1 << length) throw malformed('more prefix codes than fit')
    code <<= 1
  }
  const entries = new Uint16Array(1 << bits)
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!
    if (length === 0) continue
    const entry = (symbol << 4) | length
    const first = reversed(next[length]!++, length)
    if (symbol < limit) for (let i = first; i < entries.length; i += 1 << length) entries[i] = entry
  }
  return { bits, entries }
}

function reversed(code: number, length: number): number {
  let out = 0
  for (let i = 0; i < length; i++) out |= ((code >>> i) & 1) << (length - 1 - i)
  return out
}
