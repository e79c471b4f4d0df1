import type { RuleExamples } from '../../../model/rule.ts'
import { model } from '../examples.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'model.tflite', bytes: model('FlexReadFile') },
    { path: 'model.tflite', bytes: model('ShellExecute') },
    { path: 'model.tflite', bytes: model('Anything') },
  ],
  good: [
    { path: 'model.tflite', bytes: model('TFLite_Detection_PostProcess') },
    { path: 'model.tflite', bytes: model('FlexErf') },
  ],
}
