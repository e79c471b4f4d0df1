import type { RuleExamples } from '../../../model/rule.ts'
import { estimator, node, schema } from '../example-schema.ts'

export const examples: RuleExamples = {
  bad: [
    schema(node('FunctionNode', 'os', 'function', { module_path: 'os', function: 'system' })),
    schema(node('ReduceNode', 'builtins', 'eval', { args: [] })),
    schema(node('OperatorFuncNode', 'operator', 'methodcaller', { attrs: [] })),
    schema(
      node(
        'ObjectNode',
        'sklearn.pipeline',
        'Pipeline',
        node('TypeNode', 'builtins', 'type', { __module__: 'subprocess', __class__: 'Popen' }),
      ),
    ),
    schema(node('MethodNode', 'builtins', 'method', { func: '__class__', obj: estimator })),
  ],
  good: [
    schema(estimator),
    schema(node('FunctionNode', 'numpy', 'ufunc', { module_path: 'numpy', function: 'log1p' })),
    schema(node('OperatorFuncNode', 'operator', 'itemgetter', { attrs: [] })),
  ],
}
