import type { RuleExamples } from '../../../model/rule.ts'
import { tree } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'flax_model.msgpack', bytes: tree('float32', [2], 4) },
    { path: 'flax_model.msgpack', bytes: tree('object', [1], 8) },
    { path: 'flax_model.msgpack', bytes: Buffer.concat([tree('float32', [1], 4), Buffer.from([1, 2, 3])]) },
  ],
  good: [
    { path: 'flax_model.msgpack', bytes: tree('float32', [2], 8) },
    { path: 'flax_model.msgpack', bytes: tree('bfloat16', [], 2) },
  ],
}
