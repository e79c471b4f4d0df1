import { malformed } from '../../model/read-error.ts'
import { prefixTable, type PrefixTable } from './huffman.ts'
import type { ByteInput } from './input.ts'
import { Window, type Sink } from './window.ts'

const HISTORY = 32 * 1024
const LENGTH_BASE = new Uint16Array([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
])
const LENGTH_EXTRA = new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
])
const DISTANCE_BASE = new Int32Array([
  1,
  2,
  3,
  4,
  5,
  7,
  9,
  13,
  17,
  25,
  33,
  49,
  65,
  97,
  129,
  193,
  257,
  385,
  513,
  769,
  1025,
  1537,
  2049,
  3073,
  4097,
  6145,
  8193,
  12289,
  16385,
  24577,
  1 << 30,
])
const DISTANCE_EXTRA = new Uint8Array([
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 0,
])
/** Of the codes that the formats number but do not use, and of no code at all. */
const NO_DISTANCE = 30
const LITERALS = 286
const LENGTHS_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** Bits of the stream that are read but not used. */
interface Bits {
  readonly input: ByteInput
  hold: number
  count: number
}

/**
 * Raw deflate (RFC 1951). Our own, because a scanner needs what node:zlib does not give synchronously:
 * the bytes before a break, the exact end of the stream, and bounds while it runs.
 */
export function decodeDeflate(input: ByteInput, sink: Sink): void {
  const window = new Window(HISTORY, sink)
  const bits: Bits = { input, hold: 0, count: 0 }
  try {
    for (let last = false; !last;) {
      last = take(bits, 1) === 1
      const type = take(bits, 2)
      if (type === 0) stored(bits, window)
      else if (type === 1) compressed(bits, window, ...fixedTables())
      else if (type === 2) compressed(bits, window, ...dynamicTables(bits))
      else throw malformed('a deflate block of unknown type', input.offset)
    }
    giveBack(bits)
  } finally {
    window.flush()
  }
}

function take(bits: Bits, n: number): number {
  while (bits.count < n) {
    bits.hold |= bits.input.u8() << bits.count
    bits.count += 8
  }
  const value = bits.hold & ((1 << n) - 1)
  bits.hold >>>= n
  bits.count -= n
  return value
}

/** Back to the byte boundary. */
function giveBack(bits: Bits): void {
  bits.input.pos -= bits.count >> 3
  bits.hold = bits.count = 0
}

function stored(bits: Bits, window: Window): void {
  const { input } = bits
  giveBack(bits)
  const length = input.u8() | (input.u8() << 8)
  const check = input.u8() | (input.u8() << 8)
  if (length !== (~check & 0xffff))
    throw malformed('a stored block contradicts its own length', input.offset - 4)
  const visible = Math.min(length, input.fill(length))
  window.append(input.view(visible))
  if (visible < length) throw input.early()
}

let fixed: [PrefixTable, PrefixTable] | undefined

function fixedTables(): [PrefixTable, PrefixTable] {
  if (fixed === undefined) {
    const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280)
    fixed = [prefixTable(lengths, LITERALS), prefixTable(new Uint8Array(32).fill(5), NO_DISTANCE)]
  }
  return fixed
}
function dynamicTables(bits: Bits): [PrefixTable, PrefixTable] {
  const literals = take(bits, 5) + 257
  const distances = take(bits, 5) + 1
  const codes = take(bits, 4) + 4
  const order = new Uint8Array(19)
  for (let i = 0; i < codes; i++) order[LENGTHS_ORDER[i]!] = take(bits, 3)
  const table = prefixTable(order)
  const lengths = new Uint8Array(literals + distances)
  for (let i = 0; i < lengths.length;) {
    const symbol = symbolOf(bits, table)
    if (symbol < 16) {
      lengths[i++] = symbol
      continue
    }
    if (symbol === 16 && i === 0) throw malformed('repeats a code length before the first', bits.input.offset)
    const value = symbol === 16 ? lengths[i - 1]! : 0
    const repeat = symbol === 16 ? 3 + take(bits, 2) : symbol === 17 ? 3 + take(bits, 3) : 11 + take(bits, 7)
    if (i + repeat > lengths.length) throw malformed('more code lengths than codes', bits.input.offset)
    lengths.fill(value, i, i + repeat)
    i += repeat
  }
  return [
    prefixTable(lengths.subarray(0, literals), LITERALS),
    prefixTable(lengths.subarray(literals), NO_DISTANCE),
  ]
}

/** One symbol bit by bit: the stream may end right behind it. */
function symbolOf(bits: Bits, { bits: width, entries }: PrefixTable): number {
  for (let n = 1; n <= width; n++) {
    while (bits.count < n) {
      bits.hold |= bits.input.u8() << bits.count
      bits.count += 8
    }
    const entry = entries[bits.hold & ((1 << n) - 1)]!
    if ((entry & 15) === n) {
      bits.hold >>>= n
      bits.count -= n
      return entry >> 4
    }
  }
  throw malformed('a prefix code that stands for nothing', bits.input.offset)
}

/**
 * The hot loop. Keeps up to 31 bits in `hold`. Near the end of the source it reads ahead into what lies
 * behind the window and checks once a symbol whether it has used bits that do not exist.
 */
function compressed(bits: Bits, window: Window, literals: PrefixTable, distances: PrefixTable): void {
  const { input } = bits
  const { entries: litEntries } = literals
  const { entries: distEntries } = distances
  const litMask = (1 << literals.bits) - 1
  const distMask = (1 << distances.bits) - 1
  let { hold, count } = bits
  let { buffer: from, pos, end } = input
  for (;;) {
    window.reserve(1024)
    const { buffer: to } = window
    let at = window.pos
    const room = to.length - 258
    while (at <= room) {
      if (pos + 16 > end && pos <= end) {
        input.pos = pos
        input.fill(32)
        from = input.buffer
        pos = input.pos
        end = input.end
      }
      for (; count < 24; count += 8) hold |= from[pos++]! << count
      const entry = litEntries[hold & litMask]!
      hold >>>= entry & 15
      count -= entry & 15
      const symbol = entry >> 4
      if (pos * 8 - count > end * 8 || entry === 0) {
        window.pos = at
        throw entry === 0 && pos <= end
          ? malformed('a prefix code that stands for nothing', input.offset)
          : input.early()
      }
      if (symbol < 256) {
        to[at++] = symbol
        continue
      }
      if (symbol === 256) {
        window.pos = at
        const excess = Math.max(0, pos - end)
        input.pos = pos - excess
        bits.count = count - 8 * excess
        bits.hold = hold & ((1 << bits.count) - 1)
        return
      }
      const lengthExtra = LENGTH_EXTRA[symbol - 257]!
      const length = LENGTH_BASE[symbol - 257]! + (hold & ((1 << lengthExtra) - 1))
      hold >>>= lengthExtra
      count -= lengthExtra
      for (; count < 24; count += 8) hold |= from[pos++]! << count
      const distanceEntry = distEntries[hold & distMask]!
      hold >>>= distanceEntry & 15
      count -= distanceEntry & 15
      for (; count < 16; count += 8) hold |= from[pos++]! << count
      const which = distanceEntry === 0 ? NO_DISTANCE : distanceEntry >> 4
      const distanceExtra = DISTANCE_EXTRA[which]!
      const distance = DISTANCE_BASE[which]! + (hold & ((1 << distanceExtra) - 1))
      hold >>>= distanceExtra
      count -= distanceExtra
      if (distance > at || pos * 8 - count > end * 8) {
        window.pos = at
        throw pos > end ? input.early() : malformed('a match from before the start', input.offset)
      }
      if (length < 32 || distance < 8) {
        let source = at - distance
        const stop = at + length
        while (at < stop) to[at++] = to[source++]!
      } else {
        window.pos = at
        window.copy(distance, length)
        at = window.pos
      }
    }
    window.pos = at
  }
}
