import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(...pieces: p.Piece[]): Example {
  return { path: 'model.pkl', bytes: p.stream(...pieces) }
}

export const examples: RuleExamples = {
  bad: [file(p.global('os', 'system')), file(p.dict(['hook', p.global('subprocess', 'Popen')]))],
  good: [
    file(p.global('collections', 'OrderedDict')),
    file(p.global('numpy', 'log1p')),
    file(p.text('os.system')),
  ],
}
