import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { estimator, node } from './example-schema.ts'
import { judgeName } from './judge.ts'
import { walkSchema } from './walk.ts'

function reached(document: object): string[] {
  return walkSchema(document, () => undefined).nodes.map((n) => n.reached)
}

describe('nodes of a skops schema', () => {
  it('reach what their content says', () => {
    assert.deepEqual(
      reached(node('FunctionNode', 'numpy', 'function', { module_path: 'os', function: 'system' })),
      ['os.system'],
    )
    assert.deepEqual(reached(node('TypeNode', 'builtins', 'type', { __module__: 'a.b', __class__: 'C' })), [
      'a.b.C',
    ])
    assert.deepEqual(reached(node('OperatorFuncNode', 'sklearn', 'call', {})), ['operator.call'])
    assert.equal(
      reached(node('MethodNode', 'builtins', 'method', { func: 'fit', obj: estimator }))[0],
      'sklearn.linear_model._logistic.LogisticRegression.fit',
    )
  })

  it('are found at any depth', () => {
    assert.ok(reached({ a: [{ b: node('ObjectNode', 'os', 'system', {}) }] }).includes('os.system'))
  })

  it('of scikit-learn, NumPy and SciPy are known', () => {
    for (const name of [
      'sklearn.pipeline.Pipeline',
      'numpy.float64',
      'scipy.sparse._csr.csr_matrix',
      'builtins.dict',
      'operator.itemgetter',
    ])
      assert.equal(judgeName(name), 'known', name)
    for (const name of [
      'operator.methodcaller',
      'operator.attrgetter',
      'types.FunctionType',
      'sklearn.externals.joblib.load',
      'numpy.load',
      'builtins.getattr',
    ])
      assert.equal(judgeName(name), 'code', name)
  })
})
