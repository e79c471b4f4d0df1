import type { Contract, ContractLookup, Effect } from '../contract.ts'
import { anyState, instance } from './behaviour.ts'
import { boosting } from './boosting.ts'
import { callables, isPlainMethod } from './callables.ts'
import { containers } from './containers.ts'
import { copyreg } from './copyreg.ts'
import { detection } from './detection.ts'
import { huggingface } from './huggingface.ts'
import { iterators } from './iterators.ts'
import { joblib } from './joblib.ts'
import { judge as judgeBy, type Objection } from './judge.ts'
import { language } from './language.ts'
import { numpy } from './numpy.ts'
import { pandas } from './pandas.ts'
import { pickleTests } from './pickle-tests.ts'
import { scipy } from './scipy.ts'
import { sklearn2pmml } from './sklearn2pmml.ts'
import { sklearnCompanions } from './sklearn-companions.ts'
import { sklearn } from './sklearn.ts'
import { stdlib } from './stdlib.ts'
import { studies } from './studies.ts'
import { torch } from './torch.ts'
import { training } from './training.ts'

const table = new Map<string, Contract>()

export const lookup: ContractLookup = ({ module, name }) =>
  table.get(`${module}\n${name}`) ?? methodOf(module, name) ?? scripted(module, name)

/** A method of a listed class, mentioned by protocol 4 as `Class.method`: never called. */
function methodOf(module: string, name: string): Contract | undefined {
  const dot = name.indexOf('.')
  if (dot < 0 || !module.includes('.') || !table.has(`${module}\n${name.slice(0, dot)}`)) return undefined
  return isPlainMethod(name.slice(dot + 1)) ? { module, name, profile: 'method' } : undefined
}

/**
 * TorchScript names classes whose code lies in the same archive. Only its own unpickler resolves them;
 * to Python's there is no such module. The code is judged where it stands.
 */
function scripted(module: string, name: string): Contract | undefined {
  if (module !== '__torch__' && !module.startsWith('__torch__.')) return undefined
  return { module, name, profile: 'torch', ...instance, build: anyState }
}

/** Later profiles give way to earlier ones. */
for (const profile of [
  containers,
  iterators,
  stdlib,
  pickleTests,
  copyreg(lookup),
  callables(lookup),
  numpy,
  torch(lookup),
  sklearn,
  sklearn2pmml,
  sklearnCompanions,
  scipy,
  pandas,
  joblib,
  boosting,
  huggingface,
  detection,
  training,
  studies,
  language,
])
  for (const contract of profile) {
    const key = `${contract.module}\n${contract.name}`
    if (!table.has(key)) table.set(key, contract)
  }

export const contracts: readonly Contract[] = [...table.values()]

/**
 * Judges one effect by the allow-list, with everything that this takes: what a maker such as
 * `copyreg._reconstructor` made, whether the callee is a plain global. `undefined` means harmless by proof.
 */
export function judge(effect: Effect): Objection | undefined {
  return judgeBy(effect, lookup)
}
