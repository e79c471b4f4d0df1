import { bytesField, message, numberField, textField } from '../../../bytes/protobuf/write.ts'
import type { Example, RuleExamples } from '../../../model/rule.ts'

function model(kind: number, body: Uint8Array): Example {
  return {
    path: 'model.mlmodel',
    bytes: message(numberField(1, 4), bytesField(2, message()), bytesField(kind, body)),
  }
}

function program(file: string): Uint8Array {
  const value = bytesField(2, bytesField(5, textField(1, file)))
  const operation = message(textField(1, 'const'), bytesField(5, message(textField(1, 'val'), value)))
  const block = bytesField(3, operation)
  const fn = bytesField(3, message(textField(1, 'CoreML6'), bytesField(2, block)))
  return message(numberField(1, 1), bytesField(2, message(textField(1, 'main'), bytesField(2, fn))))
}

function manifest(path: string): Example {
  return {
    path: 'Manifest.json',
    bytes: Buffer.from(
      JSON.stringify({
        fileFormatVersion: '1.0.0',
        itemInfoEntries: { a: { path } },
        rootModelIdentifier: 'a',
      }),
    ),
  }
}

export const examples: RuleExamples = {
  bad: [
    model(556, bytesField(1, bytesField(1, textField(1, '/tmp/other.mlmodel')))),
    model(502, program('../../secret.bin')),
    manifest('../../etc/passwd'),
  ],
  good: [model(502, program('@model_path/weights/weight.bin')), manifest('com.apple.CoreML/model.mlmodel')],
}
