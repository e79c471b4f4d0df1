import type { Contract, ContractLookup } from '../contract.ts'
import type { CallValue, GlobalValue, Value } from '../value.ts'
import { callObjection } from './judge.ts'
import { describe, fullName } from './shape.ts'

const MODULES = ['copyreg', 'copy_reg'] as const

/** Base types whose values `_reconstructor` copies: literals, so that nothing runs. */
const BASES: ReadonlySet<string> = new Set(
  ['builtins', '__builtin__'].flatMap((b) =>
    [
      'object',
      'dict',
      'list',
      'set',
      'frozenset',
      'tuple',
      'int',
      'long',
      'float',
      'str',
      'unicode',
      'bytes',
    ].map((n) => `${b}.${n}`),
  ),
)

/** The functions that make an instance of a class named by the stream: the class must be listed. */
export function copyreg(lookup: ContractLookup): Contract[] {
  return MODULES.flatMap((module) => [
    { module, name: '_reconstructor', profile: 'copyreg', call: (call) => reconstructor(call, lookup) },
    {
      module,
      name: '__newobj__',
      profile: 'copyreg',
      call: (call) => newobj(call, call.args.slice(1), lookup),
    },
    { module, name: '__newobj_ex__', profile: 'copyreg', call: (call) => newobjEx(call, lookup) },
  ])
}

function reconstructor(call: CallValue, lookup: ContractLookup): string | undefined {
  const [cls, base, state, ...rest] = call.args
  if (cls === undefined || base === undefined || state === undefined || rest.length > 0)
    return 'takes other than three arguments'
  if (base.kind !== 'global' || !BASES.has(fullName(base))) return `starts from ${describe(base)}`
  if (!LITERALS.has(state.kind)) return `starts from ${describe(state)}`
  return made(call, cls, [], lookup)
}

const LITERALS: ReadonlySet<Value['kind']> = new Set([
  'none',
  'bool',
  'int',
  'float',
  'str',
  'bytes',
  'tuple',
  'list',
  'dict',
  'set',
  'frozenset',
])

function newobj(call: CallValue, args: readonly Value[], lookup: ContractLookup): string | undefined {
  const cls = call.args[0]
  return cls === undefined ? 'takes no class' : made(call, cls, args, lookup)
}

function newobjEx(call: CallValue, lookup: ContractLookup): string | undefined {
  const [, args, kwargs] = call.args
  if (args?.kind !== 'tuple' || kwargs?.kind !== 'dict' || kwargs.length > 0) return 'takes keyword arguments'
  return newobj(call, args.items, lookup)
}

function made(
  call: CallValue,
  cls: Value,
  args: readonly Value[],
  lookup: ContractLookup,
): string | undefined {
  if (cls.kind !== 'global') return `makes an instance of ${describe(cls)}`
  const contract = lookup(cls)
  if (contract === undefined) return `makes an instance of ${fullName(cls)}, which is on no list`
  const wrong = callObjection(contract, instantiation(call, cls, args))
  return wrong === undefined ? undefined : `makes an instance of ${fullName(cls)}, which ${wrong}`
}

function instantiation(call: CallValue, callee: GlobalValue, args: readonly Value[]): CallValue {
  return { kind: 'call', callee, args, via: 'NEWOBJ', at: call.at }
}
