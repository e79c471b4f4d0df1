import type { RuleExamples } from '../../../model/rule.ts'
import { definition, graph, node, savedModel } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'saved_model.pb',
      bytes: savedModel(
        graph([node('n', 'DebugIdentityV3', { texts: { debug_urls: 'grpc://198.51.100.1:80' } })]),
      ),
    },
    {
      path: 'saved_model.pb',
      bytes: savedModel(graph([], [definition('f', [], node('n', 'DebugNanCount'))])),
    },
    { path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'DebugNumericSummaryV2')])) },
  ],
  good: [
    { path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'CopyHost', { inputs: ['x'] })])) },
    { path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'CheckNumericsV2')])) },
  ],
}
