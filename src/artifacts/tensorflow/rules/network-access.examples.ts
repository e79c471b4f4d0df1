import type { RuleExamples } from '../../../model/rule.ts'
import { constant, graph, node, savedModel } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'RpcClient')])) },
    {
      path: 'saved_model.pb',
      bytes: savedModel(
        graph([
          constant('c', 'grpc://198.51.100.1:80'),
          node('n', 'DataServiceDatasetV4', { inputs: ['a', 'b', 'c'] }),
        ]),
      ),
    },
  ],
  good: [{ path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'Relu')])) }],
}
