import type { RuleExamples } from '../../../model/rule.ts'
import { definition, graph, node, savedModel } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'ShellExecute')])) },
    { path: 'saved_model.pb', bytes: savedModel(graph([node('n', 'SentencepieceOp')])) },
  ],
  good: [
    {
      path: 'saved_model.pb',
      bytes: savedModel(
        graph(
          [node('n', 'Relu'), node('m', 'my_function')],
          [definition('my_function', [], node('n', 'Relu'))],
        ),
      ),
    },
  ],
}
