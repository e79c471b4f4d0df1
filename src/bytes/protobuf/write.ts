import { BYTES, VARINT } from './wire.ts'

/** Writes messages, for examples and tests. */
export function message(...fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields)
}

export function numberField(field: number, value: number | bigint): Uint8Array {
  return Buffer.concat([varint((field << 3) | VARINT), varint(value)])
}

export function bytesField(field: number, value: Uint8Array): Uint8Array {
  return Buffer.concat([varint((field << 3) | BYTES), varint(value.length), value])
}

export function textField(field: number, value: string): Uint8Array {
  return bytesField(field, Buffer.from(value))
}

export function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  return Uint8Array.from([...bytes, Number(rest)])
}
