import type { RuleExamples } from '../../../model/rule.ts'
import { description, npyFile } from '../example-file.ts'

export const examples: RuleExamples = {
  bad: [
    npyFile("__import__('os').system('echo')"),
    npyFile(description("'<f4'", "(exec('1'),)"), 4),
    npyFile(description("'<f4'", '(2**20,)'), 4),
    npyFile(description("'<f4'.upper()", '(1,)'), 4),
    npyFile('[x for x in ().__class__.__bases__]', 0, 3),
  ],
  good: [npyFile(description("'<f4'", '(1,)'), 4), npyFile(description("'<f4'", '(1L,)'), 4)],
}
