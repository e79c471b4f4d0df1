import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

const stream = p.stream(p.call(p.global('collections', 'OrderedDict')))

function file(...parts: Uint8Array[]): Example {
  return { path: 'model.pkl', bytes: p.join(...parts) }
}

export const examples: RuleExamples = {
  bad: [
    file(stream, Buffer.from('\u0007 something else')),
    file(stream, Buffer.from('\u0007\u0007'), stream),
  ],
  good: [file(stream), file(stream, stream)],
}
