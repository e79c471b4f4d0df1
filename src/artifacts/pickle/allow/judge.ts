import type { Contract, ContractLookup, Effect } from '../contract.ts'
import type { CallValue, GlobalValue, Value } from '../value.ts'
import { describe, fullName } from './shape.ts'

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
  return wrong === undefined ? undefined : { reason: 'contract', says: `${fullName(made)} ${wrong}` }
}

function objectionTo<T>(check: ((value: T) => string | undefined) | undefined, value: T): string | undefined {
  return check === undefined ? 'is given contents, which its pickles never do' : check(value)
}

function judgeCall(call: CallValue, lookup: ContractLookup): Objection | undefined {
  const { callee } = call
  if (callee.kind !== 'global') return { reason: 'indirect', says: `calls ${describe(callee)}` }
  const contract = lookup(callee)
  if (contract === undefined) return { reason: 'not-listed', says: `${fullName(callee)} is on no list` }
  const wrong = callObjection(contract, call)
  return wrong === undefined ? undefined : { reason: 'contract', says: `${fullName(callee)} ${wrong}` }
}

export function callObjection(contract: Contract, call: CallValue): string | undefined {
  return contract.call === undefined ? 'is called, which its pickles never do' : contract.call(call)
}

/** The class, or the function, that an object comes from: it decides what may be done with the object. */
function madeBy(target: Value): GlobalValue | undefined {
  if (target.kind !== 'call' || target.callee.kind !== 'global') return undefined
  if (!MAKERS.has(fullName(target.callee))) return target.callee
  const cls = target.args[0]
  return cls?.kind === 'global' ? cls : undefined
}
