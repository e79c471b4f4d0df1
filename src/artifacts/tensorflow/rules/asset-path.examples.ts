import type { RuleExamples } from '../../../model/rule.ts'
import { assetField, graph, node, savedModel } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'saved_model.pb',
      bytes: savedModel(graph([node('n', 'Relu')]), assetField('c:0', '../../../etc/passwd')),
    },
    {
      path: 'saved_model.pb',
      bytes: savedModel(graph([node('n', 'Relu')]), assetField('c:0', '/etc/passwd')),
    },
  ],
  good: [
    { path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'Relu')]), assetField('c:0', 'vocab.txt')) },
  ],
}
