import type { Contract } from '../contract.ts'
import type { Value } from '../value.ts'
import { attributeState, bare, listed } from './behaviour.ts'

/** Python modules that carried joblib. */
const HOMES = ['joblib.numpy_pickle', 'sklearn.externals.joblib.numpy_pickle']
const OLD = ['joblib.numpy_pickle_compat', 'sklearn.externals.joblib.numpy_pickle_compat']

/** Before 0.10 arrays lay in files beside the pickle, which loading opens: beside it, not anywhere. */
function besideState(state: Value): string | undefined {
  if (state.kind === 'dict')
    for (const [key, value] of state.items)
      if (
        key.kind === 'str' &&
        key.value.endsWith('filename') &&
        value.kind === 'str' &&
        /[/\\]|^\.\.$/.test(value.value)
      )
        return `reads ${value.value.slice(0, 60)}`
  return attributeState(state)
}

/** The wrapper is a note of where raw array bytes follow; the reader checks it against them. */
export const joblib: readonly Contract[] = [
  ...HOMES.flatMap((module) =>
    listed('joblib', { [module]: 'NumpyArrayWrapper' }, { call: bare, build: attributeState }),
  ),
  ...[...HOMES, ...OLD].flatMap((module) =>
    listed('joblib', { [module]: 'NDArrayWrapper ZNDArrayWrapper' }, { call: bare, build: besideState }),
  ),
]
