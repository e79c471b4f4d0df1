/** Pieces of pickle streams, written by hand: for examples and tests, which must not need Python. */
export type Piece = Uint8Array

const op = (...codes: readonly number[]): Piece => Uint8Array.from(codes)

export const MARK: Piece = op(0x28)
const TUPLE: Piece = op(0x74)
const EMPTY_TUPLE: Piece = op(0x29)
const EMPTY_DICT: Piece = op(0x7d)
export const EMPTY_LIST: Piece = op(0x5d)
const REDUCE: Piece = op(0x52)
const NEWOBJ: Piece = op(0x81)
export const BUILD: Piece = op(0x62)
const SETITEM: Piece = op(0x73)
export const APPENDS: Piece = op(0x65)
const STACK_GLOBAL: Piece = op(0x93)
export const BINPERSID: Piece = op(0x51)
export const POP: Piece = op(0x30)
export const NONE: Piece = op(0x4e)
export const STOP: Piece = op(0x2e)

export function proto(version: number): Piece {
  return op(0x80, version)
}

export function text(value: string): Piece {
  const encoded = Buffer.from(value)
  const head = Buffer.alloc(5)
  head[0] = 0x58
  head.writeUInt32LE(encoded.length, 1)
  return Buffer.concat([head, encoded])
}

export function bytes(value: Uint8Array): Piece {
  const head = Buffer.alloc(5)
  head[0] = 0x42
  head.writeUInt32LE(value.length, 1)
  return Buffer.concat([head, value])
}

export function int(value: number): Piece {
  const piece = Buffer.alloc(5)
  piece[0] = 0x4a
  piece.writeInt32LE(value, 1)
  return piece
}

export function global(module: string, name: string): Piece {
  return Buffer.from(`c${module}\n${name}\n`)
}

/** Protocol 4: the name may be dotted. */
export function stackGlobal(module: string, name: string): Piece {
  return join(text(module), text(name), STACK_GLOBAL)
}

export function tuple(...items: readonly Piece[]): Piece {
  return items.length === 0 ? EMPTY_TUPLE : join(MARK, ...items, TUPLE)
}

export function dict(...items: readonly (readonly [string, Piece])[]): Piece {
  return join(EMPTY_DICT, ...items.map(([key, value]) => join(text(key), value, SETITEM)))
}

export function call(callee: Piece, ...args: readonly Piece[]): Piece {
  return join(callee, tuple(...args), REDUCE)
}

/** `cls.__new__(cls)`, then its attributes. */
export function instance(cls: Piece, state?: Piece): Piece {
  return state === undefined ? join(cls, EMPTY_TUPLE, NEWOBJ) : join(cls, EMPTY_TUPLE, NEWOBJ, state, BUILD)
}

export function extension(code: number): Piece {
  return op(0x82, code)
}

/** A whole stream of protocol 4. */
export function stream(...pieces: readonly Piece[]): Uint8Array {
  return join(proto(4), ...pieces, STOP)
}

export function join(...pieces: readonly Piece[]): Uint8Array {
  return Buffer.concat(pieces)
}
