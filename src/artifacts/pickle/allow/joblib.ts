import type { Contract } from '../contract.ts'
import { attributeState, bare, listed } from './behaviour.ts'

/** Python modules that carried joblib. */
const HOMES = ['joblib.numpy_pickle', 'sklearn.externals.joblib.numpy_pickle']
const OLD = ['joblib.numpy_pickle_compat', 'sklearn.externals.joblib.numpy_pickle_compat']

/** The wrapper is a note of where raw array bytes follow; the reader checks it against them. */
export const joblib: readonly Contract[] = [
  ...HOMES.flatMap((module) =>
    listed('joblib', { [module]: 'NumpyArrayWrapper' }, { call: bare, build: attributeState }),
  ),
  ...[...HOMES, ...OLD].flatMap((module) =>
    listed('joblib', { [module]: 'NDArrayWrapper ZNDArrayWrapper' }, { call: bare, build: attributeState }),
  ),
]
