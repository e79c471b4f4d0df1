import type { RuleExamples } from '../../../model/rule.ts'
import { graph, node, savedModel } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'Abort')])) },
    {
      path: 'saved_model.pb',
      bytes: savedModel(graph([node('n', 'XlaCustomCallV2', { texts: { call_target_name: 'system' } })])),
    },
  ],
  good: [{ path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'XlaCallModule')])) }],
}
