import { parseTextProto } from '../../bytes/protobuf/text.ts'
import type { Schema } from '../../bytes/protobuf/text.ts'
import type { Container } from './facts.ts'

/** The fields of TensorFlow's messages that the walk looks at. Others are read over. */
const tensor: Schema = { string_val: { number: 8, kind: 'bytes' } }
const nameList: Schema = { name: { number: 1, kind: 'bytes' } }
const list: Schema = { s: { number: 2, kind: 'bytes' }, func: { number: 9, kind: nameList } }
const value: Schema = {
  s: { number: 2, kind: 'bytes' },
  tensor: { number: 8, kind: tensor },
  list: { number: 1, kind: list },
  func: { number: 10, kind: nameList },
}
const attribute: Schema = { key: { number: 1, kind: 'bytes' }, value: { number: 2, kind: value } }
const node: Schema = {
  name: { number: 1, kind: 'bytes' },
  op: { number: 2, kind: 'bytes' },
  input: { number: 3, kind: 'bytes' },
  attr: { number: 5, kind: attribute },
}
const signature: Schema = { name: { number: 1, kind: 'bytes' }, input_arg: { number: 2, kind: nameList } }
const definition: Schema = { signature: { number: 1, kind: signature }, node_def: { number: 3, kind: node } }
const library: Schema = { function: { number: 1, kind: definition } }
const graph: Schema = { node: { number: 1, kind: node }, library: { number: 2, kind: library } }
const texts: Schema = { value: { number: 1, kind: 'bytes' } }
const collection: Schema = {
  key: { number: 1, kind: 'bytes' },
  value: {
    number: 2,
    kind: { node_list: { number: 1, kind: texts }, bytes_list: { number: 2, kind: texts } },
  },
}
const asset: Schema = { tensor_info: { number: 1, kind: nameList }, filename: { number: 2, kind: 'bytes' } }
const userObject: Schema = {
  identifier: { number: 1, kind: 'bytes' },
  metadata: { number: 3, kind: 'bytes' },
}
const objects: Schema = { nodes: { number: 1, kind: { user_object: { number: 4, kind: userObject } } } }
const metaGraph: Schema = {
  graph_def: { number: 2, kind: graph },
  saver_def: { number: 3, kind: { filename_tensor_name: { number: 1, kind: 'bytes' } } },
  collection_def: { number: 4, kind: collection },
  asset_file_def: { number: 6, kind: asset },
  object_graph_def: { number: 7, kind: objects },
}
const savedModel: Schema = { meta_graphs: { number: 2, kind: metaGraph } }

/** Which message a text form is, from how it begins; undefined for other text. */
export function textContainer(head: Buffer): Container | undefined {
  const begin = head
    .subarray(0, 4096)
    .toString('latin1')
    .replace(/^(?:\s|#[^\n]*\n)*/, '')
  if (/^(saved_model_schema_version\s*:|meta_graphs\s*:?\s*[{<])/.test(begin)) return 'saved-model'
  if (/^(meta_info_def|graph_def)\s*:?\s*[{<]/.test(begin)) return 'meta-graph'
  if (/^node\s*:?\s*[{<]\s*(name|op)\s*:\s*["'][^"']*["'][\s,;]*(op|name|input|attr|device)\b/.test(begin))
    return 'graph'
  return undefined
}

/** The binary form of a text form, so that one walk serves both. */
export function textToBinary(text: string, container: Container, tick: () => void): Buffer {
  const schema = container === 'saved-model' ? savedModel : container === 'meta-graph' ? metaGraph : graph
  return parseTextProto(text, schema, tick)
}
