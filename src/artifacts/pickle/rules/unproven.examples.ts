import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(...pieces: p.Piece[]): Example {
  return { path: 'model.pkl', bytes: p.stream(...pieces) }
}

const weights = p.dict(['weight', p.int(1)])

export const examples: RuleExamples = {
  bad: [
    file(p.instance(p.global('mypackage.models', 'Net'), weights)),
    file(p.instance(p.global('__main__', 'Model'), weights)),
  ],
  good: [
    file(p.instance(p.global('sklearn.svm.classes', 'SVC'), weights)),
    file(p.instance(p.global('torch.nn.modules.linear', 'Linear'), weights)),
    file(weights),
  ],
}
