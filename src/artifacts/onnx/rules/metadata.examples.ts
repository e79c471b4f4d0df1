import type { RuleExamples } from '../../../model/rule.ts'
import { metadataField, model } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'model.onnx',
      bytes: model({}, metadataField('names', "{0: __import__('os').system('echo x')}")),
    },
    { path: 'model.onnx', bytes: model({}, metadataField('stride', "eval('1+1')")) },
  ],
  good: [
    {
      path: 'model.onnx',
      bytes: model({}, metadataField('names', "{0: 'person', 1: 'traffic light (red)'}")),
    },
    {
      path: 'model.onnx',
      bytes: model(
        {},
        metadataField('description', 'A model (small) that you may call to eval (test) things.'),
      ),
    },
  ],
}
