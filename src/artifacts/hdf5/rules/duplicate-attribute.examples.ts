import type { RuleExamples } from '../../../model/rule.ts'
import { attribute, hdf5File } from '../example-file.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'm.h5', bytes: hdf5File([attribute('backend', 'tensorflow'), attribute('backend', 'theano')]) },
  ],
  good: [
    {
      path: 'm.h5',
      bytes: hdf5File([attribute('backend', 'tensorflow'), attribute('keras_version', '2.4.0')]),
    },
  ],
}
