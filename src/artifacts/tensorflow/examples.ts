import { bytesField, message, numberField, textField } from '../../bytes/protobuf/write.ts'

/** Parts of graphs for examples and tests, in the words of TensorFlow's messages. */
export interface NodeParts {
  readonly inputs?: readonly string[]
  /** String attributes. */
  readonly texts?: Readonly<Record<string, string>>
  /** The function that it calls. */
  readonly calls?: string
}

export function node(
  name: string,
  op: string,
  { inputs = [], texts = {}, calls }: NodeParts = {},
): Uint8Array {
  return message(
    textField(1, name),
    textField(2, op),
    ...inputs.map((input) => textField(3, input)),
    ...Object.entries(texts).map(([key, text]) => attribute(key, textField(2, text))),
    ...(calls === undefined ? [] : [attribute('f', bytesField(10, textField(1, calls)))]),
  )
}

function attribute(key: string, value: Uint8Array): Uint8Array {
  return bytesField(5, message(textField(1, key), bytesField(2, value)))
}

export function constant(name: string, text: string): Uint8Array {
  return message(
    textField(1, name),
    textField(2, 'Const'),
    attribute('value', bytesField(8, textField(8, text))),
  )
}

export function definition(
  name: string,
  inputs: readonly string[],
  ...nodes: readonly Uint8Array[]
): Uint8Array {
  const signature = message(textField(1, name), ...inputs.map((input) => bytesField(2, textField(1, input))))
  return message(bytesField(1, signature), ...nodes.map((n) => bytesField(3, n)))
}

export function graph(nodes: readonly Uint8Array[], functions: readonly Uint8Array[] = []): Uint8Array {
  return message(
    ...nodes.map((n) => bytesField(1, n)),
    bytesField(2, message(...functions.map((f) => bytesField(1, f)))),
  )
}

/** A SavedModel with one MetaGraphDef; `rest` are further fields of that. */
export function savedModel(graphDef: Uint8Array, ...rest: readonly Uint8Array[]): Uint8Array {
  return message(numberField(1, 1), bytesField(2, message(bytesField(2, graphDef), ...rest)))
}

export function saverField(filenameTensor: string): Uint8Array {
  return bytesField(3, textField(1, filenameTensor))
}

export function assetField(tensor: string, filename: string): Uint8Array {
  return bytesField(6, message(bytesField(1, textField(1, tensor)), textField(2, filename)))
}
