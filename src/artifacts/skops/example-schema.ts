import type { Example } from '../../model/rule.ts'

/** Builds schemas for examples and tests. */
export function schema(root: object): Example {
  return {
    path: 'schema.json',
    bytes: Buffer.from(JSON.stringify({ ...root, protocol: 2, _skops_version: '0.11.0' })),
  }
}

export function node(loader: string, module: string, name: string, content: unknown): object {
  return { __class__: name, __module__: module, __loader__: loader, content, __id__: 1 }
}

export const estimator: object = node('ObjectNode', 'sklearn.linear_model._logistic', 'LogisticRegression', {
  ...node('DictNode', 'builtins', 'dict', {
    coef_: { ...node('NdArrayNode', 'numpy', 'ndarray', null), type: 'numpy', file: '1.npy' },
    random_state: node('JsonNode', 'builtins', 'NoneType', 'null'),
  }),
})
