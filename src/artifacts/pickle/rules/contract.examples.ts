import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(...pieces: p.Piece[]): Example {
  return { path: 'model.pkl', bytes: p.stream(...pieces) }
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
    file(p.call(p.global('numpy.random._pickle', '__randomstate_ctor'), p.text('os.system'))),
  ],
  good: [
    file(p.call(orderedDict)),
    file(p.call(orderedDict, p.join(p.EMPTY_LIST, p.MARK, p.tuple(p.text('a'), p.int(1)), p.APPENDS))),
    file(p.call(p.global('_codecs', 'encode'), p.text('x'), p.text('latin1'))),
  ],
}
