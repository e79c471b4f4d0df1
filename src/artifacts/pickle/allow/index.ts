import type { Contract, ContractLookup } from '../contract.ts'

const table = new Map<string, Contract>()

export const lookup: ContractLookup = ({ module, name }) => table.get(`${module}\n${name}`)
