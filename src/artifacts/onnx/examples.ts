import { bytesField, message, numberField, textField } from '../../bytes/protobuf/write.ts'

/** Parts of models for examples and tests, in the words of onnx.proto. */
export interface TensorParts {
  readonly name?: string
  readonly type?: number
  readonly dims?: readonly number[]
  readonly raw?: Uint8Array
  readonly external?: Readonly<Record<string, string>>
}

export function tensor({ name = 'w', type = 1, dims = [1], raw, external }: TensorParts): Uint8Array {
  return message(
    ...dims.map((dim) => numberField(1, dim)),
    numberField(2, type),
    textField(8, name),
    ...(raw ? [bytesField(9, raw)] : []),
    ...Object.entries(external ?? {}).map(([key, value]) =>
      bytesField(13, message(textField(1, key), textField(2, value))),
    ),
    ...(external ? [numberField(14, 1)] : []),
  )
}

export function attribute(name: string, value: string | Uint8Array, field: 4 | 5 | 6 = 4): Uint8Array {
  return message(
    textField(1, name),
    typeof value === 'string' ? textField(4, value) : bytesField(field, value),
  )
}

export function node(type: string, domain: string = '', attributes: readonly Uint8Array[] = []): Uint8Array {
  return message(
    textField(1, 'x'),
    textField(2, 'y'),
    textField(4, type),
    ...attributes.map((a) => bytesField(5, a)),
    ...(domain ? [textField(7, domain)] : []),
  )
}

export interface GraphParts {
  readonly nodes?: readonly Uint8Array[]
  readonly tensors?: readonly Uint8Array[]
}

export function graph({ nodes = [node('Relu')], tensors = [] }: GraphParts): Uint8Array {
  return message(
    ...nodes.map((n) => bytesField(1, n)),
    textField(2, 'g'),
    ...tensors.map((t) => bytesField(5, t)),
  )
}

/** A ModelProto with one graph; `rest` are further top-level fields. */
export function model(parts: GraphParts, ...rest: readonly Uint8Array[]): Uint8Array {
  return message(
    numberField(1, 8),
    textField(2, 'pytorch'),
    bytesField(7, graph(parts)),
    bytesField(8, message(numberField(2, 17))),
    ...rest,
  )
}

export function functionField(domain: string, name: string, ...nodes: readonly Uint8Array[]): Uint8Array {
  return bytesField(
    25,
    message(textField(1, name), ...nodes.map((n) => bytesField(7, n)), textField(10, domain)),
  )
}

export function metadataField(key: string, value: string): Uint8Array {
  return bytesField(14, message(textField(1, key), textField(2, value)))
}
