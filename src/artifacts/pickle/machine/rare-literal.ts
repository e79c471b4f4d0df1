import { type Handle, LITERAL } from './handle.ts'
import type { Operands } from './operands.ts'
import { StreamEnd } from './stream-end.ts'

/** Reads the argument of a literal of an old protocol, or of one that is huge; `at` is its opcode. */
export function rareLiteral(operands: Operands, opcode: number, at: number): Handle {
  switch (opcode) {
    case 0x49: // INT
      return operands.int(at)
    case 0x4c: // LONG
      operands.long()
      break
    case 0x46: // FLOAT
      operands.float()
      break
    case 0x53: // STRING
      operands.string()
      break
    case 0x56: // UNICODE
      operands.line()
      break
    case 0x54: // BINSTRING
      operands.binstring()
      break
    case 0x8b: // LONG4
      operands.long4()
      break
    case 0x8d: // BINUNICODE8
    case 0x8e: // BINBYTES8
    case 0x96: // BYTEARRAY8
      operands.skip(operands.u64())
      break
    default:
      throw new StreamEnd(`0x${opcode.toString(16).padStart(2, '0')} is no opcode`)
  }
  return at * 8 + LITERAL
}
