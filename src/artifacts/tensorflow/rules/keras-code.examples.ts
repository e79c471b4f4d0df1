import { bytesField, message, numberField, textField } from '../../../bytes/protobuf/write.ts'
import type { RuleExamples } from '../../../model/rule.ts'
import { graph, node, savedModel } from '../examples.ts'

function layer(className: string): string {
  return JSON.stringify({
    name: 'layer',
    class_name: className,
    config: { function: ['4wEAAAA=', null, null], module: '__main__' },
  })
}

/** A file `keras_metadata.pb` with one object. */
function sidecar(className: string): Uint8Array {
  return bytesField(
    1,
    message(
      numberField(2, 1),
      textField(3, 'root'),
      textField(4, '_tf_keras_layer'),
      textField(5, layer(className)),
    ),
  )
}

function inGraph(className: string): Uint8Array {
  const object = message(textField(1, '_tf_keras_layer'), textField(3, layer(className)))
  return savedModel(graph([node('n', 'Relu')]), bytesField(7, bytesField(1, bytesField(4, object))))
}

export const examples: RuleExamples = {
  bad: [
    { path: 'keras_metadata.pb', bytes: sidecar('Lambda') },
    { path: 'saved_model.pb', bytes: inGraph('Lambda') },
  ],
  good: [
    { path: 'keras_metadata.pb', bytes: sidecar('Dense') },
    { path: 'saved_model.pb', bytes: inGraph('Dense') },
  ],
}
