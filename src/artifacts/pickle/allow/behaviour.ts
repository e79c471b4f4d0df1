import type { Contract } from '../contract.ts'
import type { CallValue, Value } from '../value.ts'
import { makesText } from './expression.ts'
import { any, describe, dict, none, oneOf, type Shape } from './shape.ts'

/** What may be done with a listed name. */
export type Behaviour = Pick<Contract, 'call' | 'build' | 'extend' | 'evaluates'>

/** Module to names, separated by white space. */
export type NameLists = Readonly<Record<string, string>>

export function listed(profile: string, lists: NameLists, behaviour: Behaviour): Contract[] {
  return Object.entries(lists).flatMap(([module, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => ({ module, name, profile, ...behaviour })),
  )
}

/** Never called: a function or class that a stream only mentions. */
export const reference: Behaviour = {}

type Call = (call: CallValue) => string | undefined

/** Positional arguments in order; those past `least` may be absent. No keywords. */
export function takes(shapes: readonly Shape[], least: number = shapes.length): Call {
  return (call) => {
    const { args } = call
    if (hasKeywords(call)) return 'takes keyword arguments, which its pickles never have'
    if (args.length < least || args.length > shapes.length)
      return `takes ${args.length} arguments where its pickles have ${least === shapes.length ? least : `${least} to ${shapes.length}`}`
    for (const [i, shape] of shapes.entries()) {
      const arg = args[i]
      if (arg !== undefined && !shape.fits(arg)) return `takes ${describe(arg)} where ${shape.wants} belongs`
    }
    return undefined
  }
}

/** Any number of arguments of one shape. */
export function takesAny(shape: Shape = any): Call {
  return (call) => {
    const wrong = call.args.find((a) => !shape.fits(a))
    return wrong === undefined ? undefined : `takes ${describe(wrong)} where ${shape.wants} belongs`
  }
}

/** `cls.__new__(cls)`: INST and OBJ without arguments come to the same in CPython 3. */
export const bare: Call = (call) => {
  if (call.via === 'REDUCE') return 'is called, where its pickles use __new__'
  return call.args.length > 0 || hasKeywords(call)
    ? 'takes arguments, which its pickles never have'
    : undefined
}

function hasKeywords(call: CallValue): boolean {
  return call.kwargs !== undefined && call.kwargs.length > 0
}

/**
 * Names that a later opcode, or Python itself, looks up on the instance: planted among the attributes
 * they turn BUILD and APPEND into calls of the stream's choice, or make the object one of another class.
 */
const LOOKED_UP: ReadonlySet<string> = new Set(
  `__setstate__ __class__ __dict__ __reduce__ __reduce_ex__ __getstate__ __new__ __init__ __del__ __call__
   __getattr__ __getattribute__ __setattr__ __setitem__ __getinitargs__ __globals__ __builtins__ __code__ __import__`.split(
    /\s+/,
  ),
)
const METHODS: ReadonlySet<string> = new Set(['append', 'extend', 'add'])
const CALLABLE: ReadonlySet<Value['kind']> = new Set(['global', 'call', 'extension'])

function attributes(state: Value): string | undefined {
  if (state.kind !== 'dict') return undefined
  for (const [key, value] of state.items) {
    if (key.kind === 'call' && makesText(key)) return 'has an attribute whose name is made while loading'
    if (key.kind !== 'str') continue
    if (LOOKED_UP.has(key.value)) return `has its ${key.value} replaced`
    if (METHODS.has(key.value) && CALLABLE.has(value.kind))
      return `has its ${key.value} replaced by a callable`
  }
  return undefined
}

/** `__dict__` contents, or the pair of `__dict__` and slots. */
export function attributeState(state: Value): string | undefined {
  switch (state.kind) {
    case 'none':
    case 'unknown':
      return undefined
    case 'dict':
      return attributes(state)
    case 'tuple': {
      if (state.length !== 2) return `takes a tuple of ${state.length} as its state`
      for (const part of state.items) {
        if (part.kind !== 'dict' && part.kind !== 'none') return `takes ${describe(part)} as its state`
        const wrong = attributes(part)
        if (wrong !== undefined) return wrong
      }
      return undefined
    }
    default:
      return dict.fits(state) ? undefined : `takes ${describe(state)} as its state`
  }
}

/** For classes whose own `__setstate__` takes anything. */
export function anyState(state: Value): string | undefined {
  return state.kind === 'dict' ? attributes(state) : undefined
}

const anyItems = (): undefined => undefined

/** Made without arguments, then given its attributes: nearly every Python class. */
export const instance: Behaviour = { call: bare, build: attributeState }

/** As `instance`, of a list, dict or set. */
export const container: Behaviour = { ...instance, extend: anyItems }

/** Made from values in any way: enumerations, named tuples and other small value types. */
export const record: Behaviour = { call: takesAny(), build: attributeState }

/** Cython extension types: `__pyx_unpickle_X(cls, checksum, state)`. */
export function unpickled(): Behaviour {
  const cls: Shape = { wants: 'a class', fits: (v) => v.kind === 'global' }
  const checksum: Shape = { wants: 'a checksum', fits: (v) => v.kind === 'int' }
  const state = oneOf(none, { wants: 'a tuple', fits: (v) => v.kind === 'tuple' })
  return { call: takes([cls, checksum, state]), build: anyState }
}
