import { malformed, overLimit } from '../../../model/read-error.ts'
import { MAX_HISTORY, type Window } from '../window.ts'
import { BackwardBits } from './bits.ts'
import { constantTable, fseTable, readFseTable, type FseTable } from './fse.ts'

interface Alphabet {
  readonly maxLog: number
  readonly predefined: FseTable
  readonly bases: Uint32Array
  readonly extra: Uint8Array
}

const LITERAL_EXTRA = [...zeros(16), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
const MATCH_EXTRA = [...zeros(32), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]

const LITERAL_LENGTHS: Alphabet = {
  maxLog: 9,
  predefined: fseTable(
    [
      4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1,
      -1, -1,
    ],
    6,
  ),
  ...ladder(LITERAL_EXTRA, 0),
}
const MATCH_LENGTHS: Alphabet = {
  maxLog: 9,
  predefined: fseTable(
    [
      1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
    ],
    6,
  ),
  ...ladder(MATCH_EXTRA, 3),
}
const OFFSETS: Alphabet = {
  maxLog: 8,
  predefined: fseTable(
    [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
    5,
  ),
  bases: Uint32Array.from({ length: 32 }, (_, i) => 2 ** i),
  extra: Uint8Array.from({ length: 32 }, (_, i) => i),
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0)
}

/** Codes whose values follow each other: each begins where the extra bits of the one before end. */
function ladder(extra: readonly number[], first: number): { bases: Uint32Array; extra: Uint8Array } {
  const bases: number[] = []
  let base = first
  for (const bits of extra) {
    bases.push(base)
    base += 2 ** bits
  }
  return { bases: Uint32Array.from(bases), extra: Uint8Array.from(extra) }
}

/** What lives from block to block of one frame. */
export interface SequenceState {
  tables: readonly [FseTable, FseTable, FseTable] | undefined
  offsets: [number, number, number]
  /** Bytes of the frame so far. */
  written: number
}

export function newSequenceState(): SequenceState {
  return { tables: undefined, offsets: [1, 4, 8], written: 0 }
}

/** Runs the sequences of a block: so many literals, then a match. */
export function runSequences(
  section: Uint8Array,
  literals: Uint8Array,
  state: SequenceState,
  window: Window,
  maxBlock: number,
): void {
  const { count, at } = sequenceCount(section)
  let literalAt = 0
  let room = maxBlock
  const copyLiterals = (length: number): void => {
    room -= length
    if (literalAt + length > literals.length || room < 0)
      throw malformed('a zstd block contradicts its length')
    window.append(literals.subarray(literalAt, literalAt + length))
    literalAt += length
    state.written += length
  }
  if (count > 0) {
    const { tables, end } = readTables(section, at, state.tables)
    state.tables = tables
    const bits = new BackwardBits(section.subarray(end))
    const [literalTable, offsetTable, matchTable] = tables
    let l = bits.take(literalTable.log)
    let o = bits.take(offsetTable.log)
    let m = bits.take(matchTable.log)
    for (let i = 0; i < count; i++) {
      const offsetValue = valueOf(OFFSETS, offsetTable.symbols[o]!, bits)
      const matched = valueOf(MATCH_LENGTHS, matchTable.symbols[m]!, bits)
      const length = valueOf(LITERAL_LENGTHS, literalTable.symbols[l]!, bits)
      if (i < count - 1) {
        l = literalTable.base[l]! + bits.take(literalTable.bits[l]!)
        m = matchTable.base[m]! + bits.take(matchTable.bits[m]!)
        o = offsetTable.base[o]! + bits.take(offsetTable.bits[o]!)
      }
      if (bits.left < 0) throw malformed('zstd sequences end early')
      copyLiterals(length)
      const distance = distanceOf(offsetValue, length, state.offsets)
      room -= matched
      if (distance < 1 || distance > state.written || room < 0)
        throw malformed('a zstd match from before the start')
      if (distance > window.pos) throw overLimit(`needs a window of more than ${MAX_HISTORY} bytes`)
      window.copy(distance, matched)
      state.written += matched
    }
  }
  copyLiterals(literals.length - literalAt)
}

function sequenceCount(section: Uint8Array): { count: number; at: number } {
  const [first = 0, second = 0, third = 0] = section
  if (first < 128) return { count: first, at: 1 }
  if (first < 255) return { count: ((first - 128) << 8) + second, at: 2 }
  return { count: second + (third << 8) + 0x7f00, at: 3 }
}

function readTables(
  section: Uint8Array,
  start: number,
  before: SequenceState['tables'],
): { tables: [FseTable, FseTable, FseTable]; end: number } {
  const modes = section[start] ?? 0
  let at = start + 1
  const read = (mode: number, alphabet: Alphabet, old: FseTable | undefined): FseTable => {
    if (mode === 0) return alphabet.predefined
    if (mode === 3) {
      if (old === undefined) throw malformed('a zstd block uses a table that was never given')
      return old
    }
    if (mode === 1) {
      const symbol = section[at++] ?? 0xff
      if (symbol >= alphabet.bases.length) throw malformed('a zstd code that does not exist')
      return constantTable(symbol)
    }
    const { table, size } = readFseTable(section.subarray(at), alphabet.maxLog, alphabet.bases.length - 1)
    at += size
    return table
  }
  const literals = read((modes >> 6) & 3, LITERAL_LENGTHS, before?.[0])
  const offsets = read((modes >> 4) & 3, OFFSETS, before?.[1])
  const matches = read((modes >> 2) & 3, MATCH_LENGTHS, before?.[2])
  return { tables: [literals, offsets, matches], end: at }
}

function valueOf({ bases, extra }: Alphabet, code: number, bits: BackwardBits): number {
  const width = extra[code]
  if (width === undefined) throw malformed('a zstd code that does not exist')
  return bases[code]! + (width === 0 ? 0 : bits.take(width))
}

/** Values up to three stand for the last offsets; without literals they shift by one. */
function distanceOf(value: number, literals: number, offsets: [number, number, number]): number {
  const [first, second, third] = offsets
  if (value > 3) {
    offsets[0] = value - 3
    offsets[1] = first
    offsets[2] = second
    return offsets[0]
  }
  const index = literals === 0 ? value : value - 1
  if (index === 0) return first
  const distance = index === 1 ? second : index === 2 ? third : first - 1
  if (index > 1) offsets[2] = second
  offsets[1] = first
  offsets[0] = distance
  return distance
}
