import type { Example, RuleExamples } from '../../../model/rule.ts'
import { attribute, hdf5File } from '../../hdf5/example-file.ts'
import { config, dense, object, sequential } from '../example-config.ts'

function escaped(example: Example): Example {
  const text = Buffer.from(example.bytes).toString().replaceAll('class_name', '\\u0063lass_name')
  return { path: example.path, bytes: Buffer.from(text) }
}

const system = sequential([object('os', 'system', { name: 'x' })])

export const examples: RuleExamples = {
  bad: [
    config(system),
    config(sequential([object('keras.utils', 'function', 'get_file')])),
    config(sequential([object('keras.config', 'enable_unsafe_deserialization', {})])),
    config({ wrapped: [{ anything: object('builtins', 'function', 'eval') }] }),
    config(sequential([object('torch.serialization.os', 'function', 'popen')])),
    config(sequential([object('keras.layers', 'TimeDistributed', { layer: object('posix', 'system', {}) })])),
    escaped(config(system)),
    { path: 'config.json', bytes: Buffer.from(`\ufeff${JSON.stringify(system)}`, 'utf16le') },
    { path: 'config.json', bytes: Buffer.from(JSON.stringify({ pad: 'x'.repeat(200_000), model: system })) },
    { path: 'm.h5', bytes: hdf5File([attribute('model_config', JSON.stringify(system))]) },
    {
      path: 'model.yaml',
      bytes: Buffer.from('class_name: Sequential\nconfig:\n- {class_name: system, module: os, config: {}}\n'),
    },
  ],
  good: [
    config(sequential([dense])),
    config(sequential([object('my_layers', 'Attention', {})])),
    config(sequential([object('builtins', 'function', 'my_loss')])),
    { path: 'm.h5', bytes: hdf5File([attribute('model_config', JSON.stringify(sequential([dense])))]) },
  ],
}
