import { malformed, overLimit } from '../../model/read-error.ts'
import { RangeDecoder } from './range-decoder.ts'
import { MAX_HISTORY, type Window } from './window.ts'

const STATES = 12
const POS_STATES = 16
const MATCH_MIN = 2
const MATCH_MAX = 273
const END_MARKER = 0xffffffff

/** `lc`, `lp`, `pb` as one byte. */
export interface LzmaProperties {
  readonly literalContext: number
  readonly literalPosition: number
  readonly position: number
}

export function lzmaProperties(byte: number): LzmaProperties | undefined {
  if (byte >= 9 * 5 * 5) return undefined
  const rest = Math.floor(byte / 9)
  return { literalContext: byte % 9, literalPosition: rest % 5, position: Math.floor(rest / 5) }
}

function probabilities(count: number): Uint16Array {
  return new Uint16Array(count).fill(1024)
}

/** Lengths from 2: a choice of three trees. */
interface LengthCoder {
  readonly choice: Uint16Array
  readonly low: Uint16Array
  readonly middle: Uint16Array
  readonly high: Uint16Array
}

function lengthCoder(): LengthCoder {
  return {
    choice: probabilities(2),
    low: probabilities(POS_STATES * 8),
    middle: probabilities(POS_STATES * 8),
    high: probabilities(256),
  }
}

/** The model of LZMA: what lives from chunk to chunk in LZMA2, and for the whole of a `.lzma` file. */
export class Lzma {
  readonly range: RangeDecoder = new RangeDecoder()
  readonly #window: Window
  /** Bytes since the last dictionary reset. */
  #written = 0
  #properties: LzmaProperties
  #literals: Uint16Array
  #isMatch = probabilities(STATES * POS_STATES)
  #isRep = probabilities(STATES)
  #isRep0 = probabilities(STATES)
  #isRep1 = probabilities(STATES)
  #isRep2 = probabilities(STATES)
  #isRep0Long = probabilities(STATES * POS_STATES)
  #slots = probabilities(4 * 64)
  #special = probabilities(128)
  #align = probabilities(16)
  #matchLength = lengthCoder()
  #repLength = lengthCoder()
  #state = 0
  #reps = [0, 0, 0, 0] as [number, number, number, number]

  constructor(window: Window, properties: LzmaProperties) {
    this.#window = window
    this.#properties = properties
    this.#literals = probabilities(0x300 << (properties.literalContext + properties.literalPosition))
  }

  resetDictionary(): void {
    this.#written = 0
  }

  resetState(properties: LzmaProperties = this.#properties): void {
    this.#properties = properties
    this.#literals = probabilities(0x300 << (properties.literalContext + properties.literalPosition))
    for (const each of [
      this.#isMatch,
      this.#isRep,
      this.#isRep0,
      this.#isRep1,
      this.#isRep2,
      this.#isRep0Long,
      this.#slots,
      this.#special,
      this.#align,
    ])
      each.fill(1024)
    this.#matchLength = lengthCoder()
    this.#repLength = lengthCoder()
    this.#state = 0
    this.#reps = [0, 0, 0, 0]
  }

  /** Bytes that a chunk of LZMA2 stores as they are. */
  literalBytes(bytes: Uint8Array): void {
    this.#window.append(bytes)
    this.#written += bytes.length
  }

  /** Decodes `count` bytes, or up to the end marker; returns whether the marker came. */
  decode(count: number): boolean {
    const window = this.#window
    const range = this.range
    const positionMask = (1 << this.#properties.position) - 1
    const stop = this.#written + count
    while (this.#written < stop) {
      window.reserve(MATCH_MAX)
      const posState = this.#written & positionMask
      const state = this.#state
      if (range.bit(this.#isMatch, state * POS_STATES + posState) === 0) {
        this.#literal()
        continue
      }
      let length: number
      if (range.bit(this.#isRep, state) === 0) {
        length = this.#length(this.#matchLength, posState)
        const distance = this.#distance(length)
        if (distance === END_MARKER) return true
        const [rep0, rep1, rep2] = this.#reps
        this.#reps = [distance, rep0, rep1, rep2]
        this.#state = state < 7 ? 7 : 10
      } else {
        const short = this.#repeat(state, posState)
        length = short ? 1 : this.#length(this.#repLength, posState)
        this.#state = short ? (state < 7 ? 9 : 11) : state < 7 ? 8 : 11
      }
      this.#match(Math.min(length, stop - this.#written))
    }
    return false
  }

  #literal(): void {
    const window = this.#window
    const { literalContext, literalPosition } = this.#properties
    const { buffer, pos } = window
    const before = this.#written === 0 ? 0 : buffer[pos - 1]!
    const low = this.#written & ((1 << literalPosition) - 1)
    const context = 0x300 * ((low << literalContext) + (before >> (8 - literalContext)))
    const state = this.#state
    if (state >= 7) {
      const distance = this.#reps[0] + 1
      if (distance > pos || distance > this.#written) throw this.#tooFar(distance)
      buffer[pos] = this.range.matchedLiteral(this.#literals, context, buffer[pos - distance]!)
    } else buffer[pos] = this.range.literal(this.#literals, context)
    window.pos = pos + 1
    this.#written++
    this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
  }

  /** Chooses one of the last four distances; returns whether it is for a single byte. */
  #repeat(state: number, posState: number): boolean {
    const range = this.range
    if (range.bit(this.#isRep0, state) === 0)
      return range.bit(this.#isRep0Long, state * POS_STATES + posState) === 0
    const [rep0, rep1, rep2, rep3] = this.#reps
    if (range.bit(this.#isRep1, state) === 0) this.#reps = [rep1, rep0, rep2, rep3]
    else if (range.bit(this.#isRep2, state) === 0) this.#reps = [rep2, rep0, rep1, rep3]
    else this.#reps = [rep3, rep0, rep1, rep2]
    return false
  }

  #length(coder: LengthCoder, posState: number): number {
    const range = this.range
    if (range.bit(coder.choice, 0) === 0) return MATCH_MIN + range.tree(coder.low, posState * 8, 3)
    if (range.bit(coder.choice, 1) === 0) return MATCH_MIN + 8 + range.tree(coder.middle, posState * 8, 3)
    return MATCH_MIN + 16 + range.tree(coder.high, 0, 8)
  }

  #distance(length: number): number {
    const range = this.range
    const slot = range.tree(this.#slots, Math.min(length - MATCH_MIN, 3) * 64, 6)
    if (slot < 4) return slot
    const bits = (slot >> 1) - 1
    const base = ((2 | (slot & 1)) << bits) >>> 0
    if (slot < 14) return base + range.reverseTree(this.#special, base - slot, bits)
    return (base + range.direct(bits - 4) * 16 + range.reverseTree(this.#align, 0, 4)) >>> 0
  }

  #match(length: number): void {
    const distance = this.#reps[0] + 1
    if (distance > this.#window.pos || distance > this.#written) throw this.#tooFar(distance)
    this.#window.copy(distance, length)
    this.#written += length
  }

  #tooFar(distance: number): Error {
    return distance <= this.#written
      ? overLimit(`needs a dictionary of more than ${MAX_HISTORY} bytes`)
      : malformed('a match from before the start')
  }
}
