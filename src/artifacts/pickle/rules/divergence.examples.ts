import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(...pieces: p.Piece[]): Example {
  return { path: 'model.pkl', bytes: p.stream(...pieces) }
}

export const examples: RuleExamples = {
  // Hexadecimal to one unpickler, an error to another.
  bad: [
    file(Buffer.from('I0x10\n'), p.POP, p.call(p.global('collections', 'OrderedDict'))),
    file(...Array<p.Piece>(20).fill(p.MARK), p.NONE),
    file(p.NONE, p.call(p.global('collections', 'OrderedDict'))),
  ],
  good: [file(Buffer.from('I16\n'), p.POP, p.call(p.global('collections', 'OrderedDict')))],
}
