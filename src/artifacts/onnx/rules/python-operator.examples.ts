import type { RuleExamples } from '../../../model/rule.ts'
import { attribute, functionField, model, node } from '../examples.ts'

const imports = [attribute('module', 'payload'), attribute('class_name', 'Run')]

export const examples: RuleExamples = {
  bad: [
    { path: 'model.onnx', bytes: model({ nodes: [node('PyOp', 'pyopmulti', imports)] }) },
    { path: 'model.onnx', bytes: model({ nodes: [node('Anything', 'com.example', imports)] }) },
    { path: 'model.onnx', bytes: model({ nodes: [node('PyCustomOpDef', 'ai.onnx.contrib')] }) },
    { path: 'model.onnx', bytes: model({}, functionField('my', 'F', node('PythonOp', 'com.microsoft'))) },
  ],
  good: [
    { path: 'model.onnx', bytes: model({ nodes: [node('BertTokenizer', 'ai.onnx.contrib')] }) },
    {
      path: 'model.onnx',
      bytes: model({ nodes: [node('PyFunc', 'my')] }, functionField('my', 'PyFunc', node('Relu'))),
    },
  ],
}
