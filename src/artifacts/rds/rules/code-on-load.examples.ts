import type { RuleExamples } from '../../../model/rule.ts'
import { call, closure, promise, rdsFile, text, workspace } from '../examples.ts'

const ascii = 'A\n2\n262914\n131840\n5\n252\n6\n1\n9\n6\nsystem\n2\n16\n1\n9\n6\necho\\040x\n254\n'

export const examples: RuleExamples = {
  bad: [
    { path: 'model.rds', bytes: rdsFile(promise(call('system', text('echo x')))) },
    { path: 'model.RData', bytes: workspace('x', promise(call('print', text('x')))) },
    { path: 'model.RData', bytes: workspace('.First', closure(call('print', text('x')))) },
    { path: 'model.rds', bytes: Buffer.from(ascii) },
  ],
  good: [
    { path: 'model.rds', bytes: rdsFile(text('x')) },
    { path: 'model.rds', bytes: rdsFile(call('lm', text('y ~ x'))) },
  ],
}
