import { bytesField, message, numberField, textField } from '../../../bytes/protobuf/write.ts'
import type { Example, RuleExamples } from '../../../model/rule.ts'

function model(kind: number, body: Uint8Array): Example {
  return {
    path: 'model.mlmodel',
    bytes: message(numberField(1, 4), bytesField(2, message()), bytesField(kind, body)),
  }
}

const layer = bytesField(1, message(textField(1, 'l'), bytesField(500, textField(10, 'Payload'))))

export const examples: RuleExamples = {
  bad: [
    model(500, layer),
    model(555, textField(10, 'Payload')),
    model(202, bytesField(1, message(numberField(1, 4), bytesField(403, layer)))),
    model(500, bytesField(1, bytesField(605, bytesField(2, layer)))),
  ],
  good: [model(500, bytesField(1, textField(1, 'plain')))],
}
