import type { CallOpcode } from '../value.ts'

/**
 * A handle is a number that names a value: `payload * 8 + tag`. Literals cost no memory: an integer is its
 * own payload, a string or a float is the offset of the opcode that pushed it and is read again when asked for.
 * 0 is no handle; in the memo it marks an empty slot.
 */
export type Handle = number

export const CONST = 0
export const INT = 1
export const LITERAL = 2
export const OBJECT = 3
export const GLOBAL = 4
export const EXTENSION = 5
/** A container whose items were let go to save memory: the payload is its kind. */
export const HUSK = 6
/** An instance whose arguments were let go: the payload is the global that made it. */
export const SHELL = 7

export const NONE: Handle = 1 * 8
export const TRUE: Handle = 2 * 8
export const FALSE: Handle = 3 * 8
export const BUFFER: Handle = 4 * 8
/** The memo or the stack had nothing. */
export const MISSING: Handle = 5 * 8
export const RAW_ARRAY: Handle = 6 * 8
/** Let go to save memory. */
export const CUT: Handle = 7 * 8

const INT_BIAS = 2 ** 31

/** Bit operations see the low 32 bits of any integer. */
export function tagOf(handle: Handle): number {
  return handle & 7
}

export function payloadOf(handle: Handle): number {
  return Math.floor(handle / 8)
}

/** For 32-bit integers, signed or unsigned. */
export function intHandle(value: number): Handle {
  return (value + INT_BIAS) * 8 + INT
}

export function intOf(handle: Handle): number {
  return payloadOf(handle) - INT_BIAS
}

/** Kinds of objects in the heap, in the low bits of their first word. */
export const TUPLE = 0
export const LIST = 1
export const SET = 2
export const FROZENSET = 3
export const DICT = 4
export const CALL = 5
export const PERSISTENT = 6

export const CALL_OPCODES: readonly CallOpcode[] = ['REDUCE', 'NEWOBJ', 'NEWOBJ_EX', 'OBJ', 'INST']
export const REDUCE = 0
export const NEWOBJ = 1
export const NEWOBJ_EX = 2
export const OBJ = 3
export const INST = 4
