/** Value types of WebAssembly that the kernels use. */
export type ValueType = 'i32' | 'f32' | 'f64' | 'v128'

/** Bytes of instructions, of parts that need not be copied until all is put together. */
export type Code = readonly (number | Code)[]

/**
 * Instructions that leave one value on the stack. They run where the expression is put, each time that it is put there:
 * what is used twice is bound with `let` first.
 */
export interface Expression<T extends ValueType> {
  readonly type: T
  readonly code: Code
}
export type I32 = Expression<'i32'>
export type V128 = Expression<'v128'>

export function expression<T extends ValueType>(type: T, ...code: Code): Expression<T> {
  return { type, code }
}

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value >>> 0; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest]
    bytes.push((rest & 127) | 128)
  }
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): number[] {
  const bytes: number[] = []
  for (let rest = value | 0; ; rest >>= 7) {
    if (rest >= -64 && rest < 64) return [...bytes, rest & 127]
    bytes.push((rest & 127) | 128)
  }
}

export function float32Bytes(value: number): number[] {
  return [...new Uint8Array(Float32Array.of(value).buffer)]
}
