import type { Example, RuleExamples } from '../../../model/rule.ts'
import { config, object, sequential } from '../example-config.ts'

function layer(name: string, inner: object): Example {
  return config(sequential([object('keras.layers', name, inner)]))
}

export const examples: RuleExamples = {
  bad: [
    layer('StringLookup', { vocabulary: '/etc/passwd' }),
    layer('TextVectorization', { vocabulary: 'http://localhost/words' }),
    layer('TFSMLayer', { filepath: 'saved_model' }),
    layer('TorchModuleWrapper', { module: 'UEsDBA==' }),
    layer('TFOpLambda', { function: 'io.write_file' }),
    layer('TFOpLambda', { function: 'numpy_function' }),
  ],
  good: [
    layer('StringLookup', { vocabulary: ['a', 'b'] }),
    layer('TextVectorization', { vocabulary: null }),
    layer('TFOpLambda', { function: 'math.multiply' }),
    layer('TFOpLambda', { function: '__operators__.getitem' }),
  ],
}
