import type { RuleExamples } from '../../../model/rule.ts'
import { model, tensor } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'model.onnx', bytes: model({ tensors: [tensor({ dims: [1000], raw: new Uint8Array(4) })] }) },
    { path: 'model.onnx', bytes: model({ tensors: [tensor({ dims: [2 ** 40, 2 ** 40] })] }) },
    { path: 'model.onnx', bytes: model({ tensors: [tensor({ dims: [-1], raw: new Uint8Array(4) })] }) },
  ],
  good: [
    { path: 'model.onnx', bytes: model({ tensors: [tensor({ dims: [2, 3], raw: new Uint8Array(24) })] }) },
    {
      path: 'model.onnx',
      bytes: model({ tensors: [tensor({ type: 22, dims: [3], raw: new Uint8Array(2) })] }),
    },
  ],
}
