import { MiB } from '../../../model/context.ts'
import type { Input } from './input.ts'

/** Bytes of the length before the data, by opcode. */
const COUNTED: Readonly<Record<number, number>> = {
  0x8c: 1,
  0x55: 1,
  0x43: 1,
  0x8a: 1,
  0x58: 4,
  0x42: 4,
  0x54: 4,
  0x8b: 4,
  0x8d: 8,
  0x8e: 8,
  0x96: 8,
}
/** Bytes of the argument, for those of one size. */
const FIXED: Readonly<Record<number, number>> = {
  0x4b: 1,
  0x4d: 2,
  0x4a: 4,
  0x47: 8,
  0x68: 1,
  0x71: 1,
  0x6a: 4,
  0x72: 4,
  0x80: 1,
  0x82: 1,
  0x83: 2,
  0x84: 4,
  0x95: 8,
}
/** Opcodes with one line, or two. */
const LINES: Readonly<Record<number, number>> = {
  0x49: 1,
  0x4c: 1,
  0x46: 1,
  0x53: 1,
  0x56: 1,
  0x67: 1,
  0x70: 1,
  0x50: 1,
  0x63: 2,
  0x69: 2,
}

/** Where the read starts that begins before `end` and ends behind it; undefined when reads meet at `end`. */
export function straddling(input: Input, at: number, end: number): number | undefined {
  const head = input.peek(at, 1)[0] ?? 0
  const argument = at + 1
  if (argument >= end) return undefined
  const lines = LINES[head]
  if (lines !== undefined) {
    const text = input.peek(argument, Math.min(end - argument, 1 * MiB))
    const first = text.indexOf(0x0a)
    if (first < 0) return argument
    if (lines === 1 || argument + first + 1 >= end) return undefined
    return text.includes(0x0a, first + 1) ? undefined : argument + first + 1
  }
  const fixed = FIXED[head]
  if (fixed !== undefined) return argument + fixed > end ? argument : undefined
  const counted = COUNTED[head]
  if (counted === undefined) return undefined
  if (argument + counted > end) return argument
  return argument + counted < end ? argument + counted : undefined
}
