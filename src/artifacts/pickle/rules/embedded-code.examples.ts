import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(...pieces: p.Piece[]): Example {
  return { path: 'model.pkl', bytes: p.stream(...pieces) }
}

const code = p.call(
  p.global('dill._dill', '_create_code'),
  p.int(0),
  p.int(0),
  p.bytes(Uint8Array.of(0x97, 0, 0x64, 0)),
  p.tuple(p.NONE),
  p.tuple(p.text('print')),
  p.text('<stdin>'),
)

export const examples: RuleExamples = {
  bad: [file(code), file(p.call(p.global('dill._dill', '_create_function'), code, p.dict()))],
  good: [file(p.text('def f(): pass')), file(p.global('numpy', 'log1p'))],
}
