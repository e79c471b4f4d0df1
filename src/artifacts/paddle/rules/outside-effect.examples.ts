import { bytesField, message, numberField, textField } from '../../../bytes/protobuf/write.ts'
import type { Example, RuleExamples } from '../../../model/rule.ts'

function program(type: string, filePath: string = ''): Example {
  const attribute = bytesField(
    4,
    message(textField(1, 'file_path'), numberField(2, 2), textField(5, filePath)),
  )
  const block = message(
    numberField(1, 0),
    numberField(2, -1),
    bytesField(4, message(textField(3, type), attribute)),
  )
  return { path: 'inference.pdmodel', bytes: bytesField(1, block) }
}

function pir(name: string): Example {
  const body = { regions: [{ '#': 'region_0', blocks: [{ ops: [{ '#': name }] }] }] }
  return {
    path: 'inference.json',
    bytes: Buffer.from(JSON.stringify({ base_code: { magic: 'pir', version: 1 }, program: body })),
  }
}

export const examples: RuleExamples = {
  bad: [program('py_func'), program('save_combine', '/tmp/x'), program('custom_shell'), pir('1.py_func')],
  good: [program('matmul_v2'), program('feed'), pir('1.matmul')],
}
