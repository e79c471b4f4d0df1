import { FlatReader } from '../../bytes/flatbuffer.ts'
import type { Format } from '../../model/format.ts'
import type { TfliteFacts } from './facts.ts'
import { emptyModel, readModel } from './model.ts'
import { customOperator } from './rules/custom-operator.ts'
import { layout } from './rules/layout.ts'

export const tflite: Format<TfliteFacts> = {
  id: 'tflite',
  title: 'TensorFlow Lite',
  extensions: ['.tflite', '.lite'],
  onLoad: 'data',
  rules: [customOperator, layout],
  claims: ({ head, size }) =>
    head.toString('latin1', 4, 8) === 'TFL3' && head.readUInt32LE(0) < size ? 'yes' : 'no',
  *read({ bytes }, ctx) {
    const facts = emptyModel()
    let broken: unknown
    try {
      readModel(new FlatReader(bytes, () => ctx.checkpoint()), facts)
    } catch (error) {
      broken = error
    }
    yield { kind: 'facts', facts }
    if (broken !== undefined) throw broken
  },
}
