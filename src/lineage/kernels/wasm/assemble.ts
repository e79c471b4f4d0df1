import {
  expression,
  signed,
  unsigned,
  type Code,
  type Expression,
  type I32,
  type ValueType,
} from './expression.ts'
import { i32 } from './operations.ts'

const TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b }

/** A local that changes. It is an expression of its value at the place where it is put. */
export interface Variable<T extends ValueType> extends Expression<T> {
  set(value: Expression<T>): void
}

/** Takes the instructions of a function, in order. */
export interface Body {
  /** Runs the expression here, once; what is returned is its value. */
  let<T extends ValueType>(value: Expression<T>): Expression<T>
  variable<T extends ValueType>(initial: Expression<T>): Variable<T>
  store(
    kind: 'f32' | 'f64' | 'i32' | 'v128',
    address: I32,
    value: Expression<ValueType>,
    offset?: number,
  ): void
  /** As often as `count` says, which may be 0. */
  repeat(count: I32, body: () => void): void
  when(condition: I32, body: () => void): void
}

/** An exported function without result, whose parameters are integers. */
export interface KernelFunction {
  readonly parameters: number
  readonly code: readonly number[]
}

const STORES: Readonly<Record<'f32' | 'f64' | 'i32' | 'v128', readonly number[]>> = {
  i32: [0x36],
  f32: [0x38],
  f64: [0x39],
  v128: [0xfd, 11],
}

export function kernelFunction<const N extends readonly string[]>(
  names: N,
  write: (body: Body, parameters: Readonly<Record<N[number], Variable<'i32'>>>) => void,
): KernelFunction {
  const code: number[] = []
  const locals: ValueType[] = []
  const emit = (...parts: Code): void => {
    for (const part of parts) {
      if (typeof part === 'number') code.push(part)
      else emit(...part)
    }
  }
  const local = <T extends ValueType>(type: T, index: number): Variable<T> => ({
    ...expression(type, 0x20, unsigned(index)),
    set: (value) => emit(value.code, 0x21, unsigned(index)),
  })
  const variable = <T extends ValueType>(initial: Expression<T>): Variable<T> => {
    locals.push(initial.type)
    const made = local(initial.type, names.length + locals.length - 1)
    made.set(initial)
    return made
  }
  const when = (condition: I32, body: () => void): void => {
    emit(condition.code, 0x04, 0x40)
    body()
    emit(0x0b)
  }
  write(
    {
      variable,
      let: variable,
      store: (kind, address, value, offset = 0) =>
        emit(address.code, value.code, STORES[kind], 0, unsigned(offset)),
      when,
      repeat(count, body) {
        const left = variable(count)
        when(left, () => {
          emit(0x03, 0x40)
          body()
          left.set(i32.sub(left, i32.const(1)))
          emit(left.code, 0x0d, signed(0), 0x0b)
        })
      },
    },
    Object.fromEntries(names.map((name, i) => [name, local('i32', i)])) as Record<N[number], Variable<'i32'>>,
  )
  const declared = locals.flatMap((type) => [1, TYPES[type]])
  return { parameters: names.length, code: [...unsigned(locals.length), ...declared, ...code, 0x0b] }
}

const MAGIC_AND_VERSION = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0] as const

/** A module that imports the memory `env.memory` and exports the functions. */
export function assemble(functions: Readonly<Record<string, KernelFunction>>): Uint8Array<ArrayBuffer> {
  const all = Object.entries(functions)
  return Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(
      1,
      vector(
        all.map(([, f]) => [0x60, ...vector(Array.from({ length: f.parameters }, () => [TYPES.i32])), 0]),
      ),
    ),
    ...section(2, vector([[...text('env'), ...text('memory'), 2, 0, 0]])),
    ...section(3, vector(all.map((_, i) => unsigned(i)))),
    ...section(7, vector(all.map(([name], i) => [...text(name), 0, ...unsigned(i)]))),
    ...section(10, vector(all.map(([, f]) => [...unsigned(f.code.length), ...f.code]))),
  ])
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content]
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()]
}

function text(value: string): number[] {
  return vector([...new TextEncoder().encode(value)].map((byte) => [byte]))
}
