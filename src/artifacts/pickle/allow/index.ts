import type { Contract, ContractLookup, Effect } from '../contract.ts'
import { judge as judgeBy, type Objection } from './judge.ts'

const contracts: readonly Contract[] = []

const table = new Map<string, Contract>(contracts.map((c) => [`${c.module}\n${c.name}`, c]))

export const lookup: ContractLookup = ({ module, name }) => table.get(`${module}\n${name}`)

/**
 * Judges one effect by the allow-list, with everything that this takes: what a maker such as
 * `copyreg._reconstructor` made, whether the callee is a plain global. `undefined` means harmless by proof.
 */
export function judge(effect: Effect): Objection | undefined {
  return judgeBy(effect, lookup)
}
