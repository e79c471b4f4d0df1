import { bytesField, message } from '../../../bytes/protobuf/write.ts'
import type { Example, RuleExamples } from '../../../model/rule.ts'
import { attribute, functionField, graph, model, node, tensor } from '../examples.ts'

function file(bytes: Uint8Array): Example {
  return { path: 'model.onnx', bytes }
}

function at(location: string, rest: Readonly<Record<string, string>> = {}): Example {
  return file(model({ tensors: [tensor({ external: { location, ...rest } })] }))
}

const outside = tensor({ external: { location: '../../secrets/key' } })
const inBranch = node('If', '', [attribute('then_branch', graph({ tensors: [outside] }), 6)])

export const examples: RuleExamples = {
  bad: [
    at('/etc/passwd'),
    at('..\\..\\windows\\win.ini'),
    at('C:/windows/win.ini'),
    at('http://169.254.169.254/latest/meta-data'),
    at('*/_ORT_MEM_ADDR_/*'),
    at('weights.bin', { offset: '-8' }),
    at('weights.bin', { length: '99999999999999999999' }),
    at('weights.bin', { __class__: 'x' }),
    file(model({ nodes: [inBranch] })),
    file(model({ nodes: [node('Constant', '', [attribute('value', outside, 5)])] })),
    file(model({}, functionField('my', 'F', node('Constant', '', [attribute('value', outside, 5)])))),
    file(model({}, bytesField(20, message(bytesField(2, graph({ tensors: [outside] })))))),
  ],
  good: [
    at('model.onnx_data', { offset: '0', length: '4' }),
    at('data/layer..0.weight'),
    file(model({ tensors: [tensor({ raw: new Uint8Array(4) })] })),
  ],
}
