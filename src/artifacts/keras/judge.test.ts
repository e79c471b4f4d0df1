import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeObject, type Tier } from './judge.ts'

const CASES: readonly [Tier, 'class' | 'function', string | undefined, string][] = [
  ['known', 'class', 'keras.layers', 'Dense'],
  ['known', 'class', 'keras.src.models.functional', 'Functional'],
  ['known', 'class', 'tensorflow.keras.layers', 'Conv2D'],
  ['known', 'class', 'tf_keras.src.engine.training', 'Model'],
  ['known', 'class', 'tensorflow.python.keras.layers.core', 'Dense'],
  ['known', 'class', undefined, 'BatchNormalizationV1'],
  ['known', 'function', 'keras.activations', 'relu'],
  ['known', 'class', 'keras_hub.src.layers', 'RotaryEmbedding'],
  ['code', 'class', 'os', 'system'],
  ['code', 'function', 'builtins', 'eval'],
  ['code', 'function', 'keras.utils', 'get_file'],
  ['code', 'class', 'keras.models', 'load_model'],
  ['code', 'class', 'keras.config', 'enable_unsafe_deserialization'],
  ['code', 'class', 'colorsys', 'Anything'],
  ['code', 'class', 'keras.src.os', 'system'],
  ['code', 'class', undefined, 'exec'],
  ['foreign', 'class', 'some_package.tools', 'run_it'],
  ['foreign', 'class', 'matplotlib.figure', 'Figure'],
  ['foreign', 'function', 'keras.utils', 'pad_sequences'],
  ['custom', 'class', 'my_layers', 'Attention'],
  ['custom', 'class', '__main__', 'Attention'],
  ['custom', 'class', undefined, 'Custom>Scale'],
  ['custom', 'function', 'builtins', 'my_loss'],
]

describe('objects of a Keras configuration', () => {
  for (const [tier, kind, module, name] of CASES)
    it(`${module ?? '-'} ${name} is ${tier}`, () => {
      assert.equal(judgeObject({ where: '', kind, name, ...(module !== undefined && { module }) }), tier)
    })
})
