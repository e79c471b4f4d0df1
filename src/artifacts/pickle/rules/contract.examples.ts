import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(...pieces: p.Piece[]): Example {
  return { path: 'model.pkl', bytes: p.stream(...pieces) }
}

/** A transformer that evaluates its expression, with a text that only unpickling puts together. */
function expression(text: p.Piece): Example {
  return file(
    p.instance(p.global('sklearn2pmml.preprocessing', 'ExpressionTransformer'), p.dict(['expr', text])),
  )
}

function formula(text: p.Piece): Example {
  return file(p.instance(p.global('statsmodels.base.data', 'PandasData'), p.dict(['formula', text])))
}

const orderedDict = p.global('collections', 'OrderedDict')

export const examples: RuleExamples = {
  bad: [
    // A module of the attacker's answers to `collections`.
    file(p.call(orderedDict, p.text('import os'))),
    file(p.global('numpy', 'ndarray'), p.dict(['shape', p.NONE]), p.BUILD),
    // `__setstate__` of a distribution executes this string.
    file(
      p.instance(
        p.global('scipy.stats._continuous_distns', 'norm_gen'),
        p.dict(['_parse_arg_template', p.text('print(1)')]),
      ),
    ),
    file(p.call(p.global('_codecs', 'encode'), p.text('x'), p.text('zip'))),
    expression(p.call(p.global('builtins', 'str'), p.text('print(1)'))),
    expression(p.bytes(Buffer.from('__import__("os")'))),
    expression(p.text('numpy.core._internal.ctypes.CDLL("x")')),
    file(
      p.instance(
        p.global('statsmodels.base.data', 'PandasData'),
        p.join(
          p.dict(),
          p.call(p.global('builtins', 'str'), p.text('formula')),
          p.text('y ~ np.load("x")'),
          Buffer.from('s'),
        ),
      ),
    ),
    formula(p.text('y ~ np.load("x")')),
    formula(p.call(p.global('builtins', 'str'), p.text('y ~ x'))),
    file(p.call(p.global('numpy.random._pickle', '__randomstate_ctor'), p.text('os.system'))),
  ],
  good: [
    expression(p.text('numpy.log(X[0]) + 1 if X[1] > 0 else len(X[2])')),
    formula(p.text('y ~ np.log(x) + C(group, Treatment(reference="a")):z')),
    file(p.call(orderedDict)),
    file(p.call(orderedDict, p.join(p.EMPTY_LIST, p.MARK, p.tuple(p.text('a'), p.int(1)), p.APPENDS))),
    file(p.call(p.global('_codecs', 'encode'), p.text('x'), p.text('latin1'))),
  ],
}
