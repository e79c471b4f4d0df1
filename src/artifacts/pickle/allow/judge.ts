import type { Contract, ContractLookup, Effect } from '../contract.ts'
import type { CallValue, GlobalValue, Value } from '../value.ts'
import { describe, fullName, isMade } from './shape.ts'

export interface Objection {
  readonly reason: 'not-listed' | 'contract' | 'indirect'
  readonly says: string
}

/** Functions that make an instance of the class given first. */
const MAKERS: ReadonlySet<string> = new Set([
  'copyreg._reconstructor',
  'copy_reg._reconstructor',
  'copyreg.__newobj__',
  'copy_reg.__newobj__',
  'copyreg.__newobj_ex__',
  'copy_reg.__newobj_ex__',
])

/** Judges one effect by the allow-list: `undefined` means harmless by proof. */
export function judge(effect: Effect, lookup: ContractLookup): Objection | undefined {
  if (effect.kind === 'call') return judgeCall(effect.call, lookup)
  const { target } = effect
  if (target.kind === 'global') return { reason: 'contract', says: `${fullName(target)} is changed in place` }
  const made = madeBy(target)
  if (made === undefined) {
    if (effect.kind === 'build' && effect.state.kind === 'none') return undefined
    return { reason: 'indirect', says: `changes ${describe(target)}` }
  }
  const contract = lookup(made)
  if (contract === undefined) return { reason: 'not-listed', says: `${fullName(made)} is on no list` }
  const wrong =
    effect.kind === 'build'
      ? objectionTo(contract.build, effect.state)
      : objectionTo(contract.extend, effect.items)
  if (wrong !== undefined) return { reason: 'contract', says: `${fullName(made)} ${wrong}` }
  return contract.evaluates
    ? { reason: 'not-listed', says: `${fullName(made)} evaluates Python text of its state` }
    : undefined
}

function objectionTo<T>(check: ((value: T) => string | undefined) | undefined, value: T): string | undefined {
  return check === undefined ? 'is given contents, which its pickles never do' : check(value)
}

function judgeCall(call: CallValue, lookup: ContractLookup): Objection | undefined {
  const callee = classOf(call.callee)
  if (callee.kind !== 'global') return { reason: 'indirect', says: `calls ${describe(callee)}` }
  const contract = lookup(callee)
  if (contract === undefined)
    return callee === call.callee
      ? { reason: 'not-listed', says: `${fullName(callee)} is on no list` }
      : { reason: 'indirect', says: `calls ${fullName(callee)}` }
  if (MAKERS.has(fullName(callee))) {
    const cls = call.args[0]
    if (cls?.kind === 'global' && lookup(cls) === undefined)
      return { reason: 'not-listed', says: `${fullName(cls)} is on no list` }
  }
  const wrong = callObjection(contract, call)
  return wrong === undefined ? undefined : { reason: 'contract', says: `${fullName(callee)} ${wrong}` }
}

export function callObjection(contract: Contract, call: CallValue): string | undefined {
  return contract.call === undefined ? 'is called, which its pickles never do' : contract.call(call)
}

/** The class, or the function, that an object comes from: it decides what may be done with the object. */
export function madeBy(target: Value): GlobalValue | undefined {
  if (target.kind !== 'call') return undefined
  const callee = classOf(target.callee)
  if (callee.kind !== 'global') return undefined
  if (!MAKERS.has(fullName(callee))) return callee
  const cls = target.args[0]
  return cls?.kind === 'global' ? cls : undefined
}

/**
 * The global that a value stands for. Before torch 1.6 a whole module named each class by a persistent id,
 * `('module', cls, file, source)`; protocols below 4 reach into a class by `getattr(cls, 'name')`.
 */
function classOf(value: Value): Value {
  if (value.kind === 'persistent' && value.id.kind === 'tuple') {
    const [tag, cls] = value.id.items
    return tag?.kind === 'str' && tag.value === 'module' && cls?.kind === 'global' ? cls : value
  }
  if (!isMade(value, GETATTR)) return value
  const [target, name] = value.args
  if (target?.kind !== 'global' || name?.kind !== 'str' || value.args.length !== 2) return value
  return { ...target, name: `${target.name}.${name.value}` }
}

const GETATTR: ReadonlySet<string> = new Set(['builtins.getattr', '__builtin__.getattr'])
