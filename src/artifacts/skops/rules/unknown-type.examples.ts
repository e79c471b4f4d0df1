import type { RuleExamples } from '../../../model/rule.ts'
import { estimator, node, schema } from '../example-schema.ts'

export const examples: RuleExamples = {
  bad: [
    schema(node('ObjectNode', 'my_package', 'Estimator', {})),
    schema(node('SurpriseNode', 'sklearn.svm', 'SVC', {})),
  ],
  good: [schema(estimator)],
}
