import type { RuleExamples } from '../../../model/rule.ts'
import { model } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'model.tflite', bytes: model('FlexErf', { buffer: 7, elements: 1 }) },
    { path: 'model.tflite', bytes: model('FlexErf', { buffer: 0, elements: 1000 }) },
  ],
  good: [{ path: 'model.tflite', bytes: model('FlexErf') }],
}
