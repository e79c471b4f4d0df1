import type { Example, RuleExamples } from '../../../model/rule.ts'
import { afterRoot, dataset, hardLink, hdf5File } from '../example-file.ts'

function shaped(extents: readonly number[]): Example {
  const at = afterRoot([hardLink('kernel', 0)])
  return { path: 'weights.h5', bytes: hdf5File([hardLink('kernel', at)], [dataset(extents)]) }
}

export const examples: RuleExamples = {
  bad: [shaped([1_000_000, 1_000_000]), shaped([2 ** 52, 2 ** 52, 2 ** 52])],
  good: [shaped([1000, 1000]), shaped([])],
}
