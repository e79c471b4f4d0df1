import type { RuleExamples } from '../../../model/rule.ts'
import { description, npyFile } from '../example-file.ts'

const none = Buffer.from('\x80\x04N.', 'latin1')

export const examples: RuleExamples = {
  bad: [
    npyFile(description("'|O'", '(1,)'), none),
    npyFile(description("'object'", '(1,)'), none),
    npyFile(description("[('a', '<f4'), ('b', 'O8')]", '(1,)'), none),
    npyFile(description("'i4,O'", '(1,)'), none),
  ],
  good: [npyFile(description("'<f4'", '(1,)'), 4)],
}
