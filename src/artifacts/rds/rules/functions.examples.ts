import type { RuleExamples } from '../../../model/rule.ts'
import { call, closure, rdsFile, text } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'model.rds', bytes: rdsFile(closure(call('system', text('echo x')))) },
    { path: 'model.rds', bytes: rdsFile(closure(call('predict', text('x')))) },
  ],
  good: [{ path: 'model.rds', bytes: rdsFile(text('function(x) system(x)')) }],
}
