import type { RuleExamples } from '../../../model/rule.ts'
import { description, npyFile } from '../example-file.ts'

const one = npyFile(description("'<f4'", '(1,)'), 4)

export const examples: RuleExamples = {
  bad: [
    npyFile(description("'<f8'", '(1152921504606846976,)'), 8),
    npyFile(description("'<f4'", '(3, 3)'), 32),
    npyFile(description("'<f4'", '(1,)'), 64),
    { path: 'two.npy', bytes: Buffer.concat([one.bytes, one.bytes]) },
  ],
  good: [
    one,
    npyFile(description("'<c16'", '(0, 1000000000000)'), 0),
    npyFile(description("'|b1'", '()'), 1),
  ],
}
