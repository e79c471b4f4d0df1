import type { Contract, ContractLookup } from '../contract.ts'
import type { CallValue, Value } from '../value.ts'
import { describe, fullName, isMade } from './shape.ts'

/**
 * Objects that do something only when they are called. A stream cannot call them without a finding
 * of its own (their call has no plain global as its callee), so that only what they hold matters.
 */
export function callables(lookup: ContractLookup): Contract[] {
  return [
    {
      module: 'functools',
      name: 'partial',
      profile: 'callables',
      call: (call) => partialCall(call, lookup),
      build: (state) => partialState(state, lookup),
    },
    ...['operator', '_operator'].flatMap((module): Contract[] => [
      { module, name: 'itemgetter', profile: 'callables', call: (call) => keys(call) },
      { module, name: 'attrgetter', profile: 'callables', call: (call) => attributeNames(call) },
      { module, name: 'methodcaller', profile: 'callables', call: (call) => methodName(call) },
    ]),
    ...['builtins', '__builtin__'].map((module): Contract => ({
      module,
      name: 'getattr',
      profile: 'callables',
      call: (call) => attributeOf(call, lookup),
    })),
  ]
}

function harmless(value: Value | undefined, lookup: ContractLookup): boolean {
  if (value === undefined) return false
  if (value.kind === 'global') return lookup(value) !== undefined
  return isMade(value, BOUND)
}
const BOUND: ReadonlySet<string> = new Set([
  'functools.partial',
  'builtins.getattr',
  '__builtin__.getattr',
  'operator.itemgetter',
  'operator.attrgetter',
  'operator.methodcaller',
  '_operator.itemgetter',
  '_operator.attrgetter',
  '_operator.methodcaller',
])

function partialCall(call: CallValue, lookup: ContractLookup): string | undefined {
  const [target] = call.args
  if (target === undefined) return call.via === 'REDUCE' ? 'wraps nothing' : undefined
  return harmless(target, lookup) ? undefined : `wraps ${describe(target)}`
}

/** `(func, args, kwargs, __dict__)`: it replaces the function that the call named. */
function partialState(state: Value, lookup: ContractLookup): string | undefined {
  if (state.kind !== 'tuple' || state.length !== 4) return `takes ${describe(state)} as its state`
  const [target, args, kwargs, attributes] = state.items
  if (!harmless(target, lookup)) return `wraps ${target === undefined ? 'nothing' : describe(target)}`
  if (args?.kind !== 'tuple' || (kwargs?.kind !== 'dict' && kwargs?.kind !== 'none'))
    return 'takes another state'
  return attributes?.kind === 'none' || attributes?.kind === 'dict' ? undefined : 'takes another state'
}

/** Indices and column names. A command line or an expression is neither. */
function keys(call: CallValue): string | undefined {
  if (call.args.length === 0) return 'gets nothing'
  for (const arg of call.args) {
    if (arg.kind === 'int' || arg.kind === 'tuple' || isMade(arg, SLICES)) continue
    if (arg.kind !== 'str') return `gets ${describe(arg)}`
    if (!COLUMN.test(arg.value)) return 'gets a name that is no column'
    if (REACHES.test(arg.value)) return `gets ${arg.value.slice(0, 60)}`
  }
  return undefined
}
const SLICES: ReadonlySet<string> = new Set(['builtins.slice', '__builtin__.slice'])
const COLUMN = /^[\p{L}\p{N}_.:-]{1,64}$/u
const PATH = /^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*$/
/** One leading underscore is private, two are Python's own. */
const METHOD = /^_?[A-Za-z][A-Za-z0-9_]*$/

/** Names that lead from an object to modules, code or a shell. */
const REACHES =
  /(?:^|\.)(?:__\w*__|f_globals|f_builtins|gi_frame|cr_frame|func_globals|co_code|system|popen\w*|spawn\w*|exec\w*|eval|compile|open|load\w*|import\w*|run\w*|call|check_output|Popen|os|sys|subprocess|builtins|modules)(?:$|\.)/i

function attributeNames(call: CallValue): string | undefined {
  if (call.args.length === 0) return 'gets nothing'
  for (const arg of call.args) {
    if (arg.kind !== 'str') return `gets ${describe(arg)}`
    if (!PATH.test(arg.value) || REACHES.test(arg.value)) return `gets ${arg.value.slice(0, 60)}`
  }
  return undefined
}

function methodName(call: CallValue): string | undefined {
  const [name, ...rest] = call.args
  if (name?.kind !== 'str') return 'calls no plain method'
  if (!PATH.test(name.value) || name.value.includes('.') || REACHES.test(name.value))
    return `calls ${name.value.slice(0, 60)}`
  const odd = rest.find(
    (a) => a.kind === 'global' || a.kind === 'call' || (a.kind === 'str' && !COLUMN.test(a.value)),
  )
  return odd === undefined ? undefined : `calls ${name.value.slice(0, 60)} with ${describe(odd)}`
}

/** How bound methods and nested classes are pickled: of listed classes and of their instances only. */
function attributeOf(call: CallValue, lookup: ContractLookup): string | undefined {
  const [target, name, ...rest] = call.args
  if (target === undefined || name?.kind !== 'str' || rest.length > 0)
    return 'takes other than an object and a name'
  if (!isPlainMethod(name.value)) return `reaches ${name.value.slice(0, 60)}`
  if (LITERALS.has(target.kind)) return undefined
  if (target.kind === 'global')
    return lookup(target) === undefined ? `reaches into ${fullName(target)}` : undefined
  if (target.kind !== 'call' || target.callee.kind !== 'global') return `reaches into ${describe(target)}`
  return lookup(target.callee) === undefined ? `reaches into ${describe(target)}` : undefined
}

/** `'a'.upper` is a method of a value: to call it is a finding of its own. */
const LITERALS: ReadonlySet<Value['kind']> = new Set([
  'str',
  'bytes',
  'int',
  'float',
  'list',
  'tuple',
  'dict',
  'set',
  'frozenset',
])

/** A name that leads to a method or a value of the object's own, not out of it. */
export function isPlainMethod(name: string): boolean {
  return METHOD.test(name) && !REACHES.test(name)
}
