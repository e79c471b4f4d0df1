import type { Example } from '../../model/rule.ts'

/** Builds configurations of models for examples and tests. */
export function config(document: unknown): Example {
  return { path: 'config.json', bytes: Buffer.from(JSON.stringify(document)) }
}

export function object(module: string, name: string, inner: unknown): object {
  return { module, class_name: name, config: inner, registered_name: null }
}

export function sequential(layers: readonly object[]): object {
  return object('keras', 'Sequential', { name: 'm', layers })
}

export const dense: object = object('keras.layers', 'Dense', {
  units: 3,
  activation: 'relu',
  kernel_initializer: object('keras.initializers', 'GlorotUniform', { seed: null }),
})
