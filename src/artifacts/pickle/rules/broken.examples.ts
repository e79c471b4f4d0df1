import type { RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

const start = p.join(p.proto(4), p.call(p.global('collections', 'OrderedDict')))

export const examples: RuleExamples = {
  bad: [
    { path: 'model.pkl', bytes: p.join(start, p.POP, p.POP, p.POP) },
    { path: 'model.pkl', bytes: start },
    { path: 'model.pkl', bytes: Buffer.from('cos\nsystem\n(S"echo x\ntR.') },
  ],
  good: [{ path: 'model.pkl', bytes: p.join(start, p.STOP) }],
}
