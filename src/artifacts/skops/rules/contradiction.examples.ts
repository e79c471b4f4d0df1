import type { RuleExamples } from '../../../model/rule.ts'
import { estimator, node, schema } from '../example-schema.ts'

export const examples: RuleExamples = {
  bad: [
    schema(node('OperatorFuncNode', 'sklearn.linear_model', 'call', { attrs: [] })),
    schema(node('FunctionNode', 'numpy', 'function', { module_path: 'os', function: 'getcwd' })),
    schema(
      node('MethodNode', 'sklearn.svm', 'method', {
        func: 'run',
        obj: node('ObjectNode', 'other.package', 'Thing', {}),
      }),
    ),
  ],
  good: [
    schema(estimator),
    schema(node('FunctionNode', 'numpy', 'function', { module_path: 'numpy', function: 'log1p' })),
    schema(node('TypeNode', 'builtins', 'type', { __module__: 'numpy', __class__: 'float64' })),
  ],
}
