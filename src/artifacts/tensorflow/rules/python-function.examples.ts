import type { RuleExamples } from '../../../model/rule.ts'
import { definition, graph, node, savedModel } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'saved_model.pb',
      bytes: savedModel(graph([node('n', 'PyFunc', { texts: { token: 'pyfunc_0' } })])),
    },
    { path: 'graph.pb', bytes: graph([], [definition('f', [], node('n', 'EagerPyFunc'))]) },
  ],
  good: [{ path: 'saved_model.pb', bytes: savedModel(graph([node('PyFunc', 'Relu')])) }],
}
