import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(...pieces: p.Piece[]): Example {
  return { path: 'model.pkl', bytes: p.stream(...pieces) }
}

export const examples: RuleExamples = {
  bad: [
    file(p.call(p.extension(7), p.text('x'))),
    file(p.call(p.global('copyreg', 'add_extension'), p.text('os'), p.text('system'), p.int(7))),
  ],
  good: [file(p.call(p.global('collections', 'OrderedDict')))],
}
