import type { RuleExamples } from '../../../model/rule.ts'
import { functionField, model, node } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'model.onnx', bytes: model({ nodes: [node('SystemCommand', 'custom')] }) },
    { path: 'model.onnx', bytes: model({ nodes: [node('MyOp', 'com.example')] }) },
    { path: 'model.onnx', bytes: model({ nodes: [node('Whatever')] }) },
  ],
  good: [
    { path: 'model.onnx', bytes: model({ nodes: [node('Relu'), node('FusedMatMul', 'com.microsoft')] }) },
    {
      path: 'model.onnx',
      bytes: model({ nodes: [node('Foo', 'my')] }, functionField('my', 'Foo', node('Relu'))),
    },
  ],
}
