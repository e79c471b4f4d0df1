import type { Example, RuleExamples } from '../../../model/rule.ts'

function model(size: number): Example {
  const bytes = Buffer.alloc(40)
  bytes.write('CBM1')
  bytes.writeUInt32LE(size, 4)
  return { path: 'model.cbm', bytes }
}

export const examples: RuleExamples = { bad: [model(4_000_000_000), model(0)], good: [model(32)] }
