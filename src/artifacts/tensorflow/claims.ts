import { claimBudget, shapeOf } from '../../bytes/protobuf/shape.ts'
import { type Span, WireReader } from '../../bytes/protobuf/wire.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim } from '../../model/format.ts'
import type { Container } from './facts.ts'
import { KNOWN_OPS } from './known-ops.ts'
import { textContainer } from './text-form.ts'

export function claims(sample: Sample): Claim {
  if (sample.head.length < 4) return 'no'
  if (textContainer(sample.head) !== undefined) return 'yes'
  const reader = new WireReader(sample.bytes, claimBudget(), sample.head)
  if (binaryContainer(reader) !== undefined) return 'yes'
  const { whole, broken } = shapeOf(reader, reader.whole)
  // Protobuf for longer than anybody looks: reading it will tell.
  return whole || broken ? 'no' : 'maybe'
}

/** Which of TensorFlow's messages the bytes are. They have no magic; their shapes exclude each other. */
export function binaryContainer(reader: WireReader): Container | undefined {
  const { seen, broken } = shapeOf(reader, reader.whole)
  if (some(seen.get('2:2'), (span) => isMetaGraph(reader, span))) return 'saved-model'
  if (isMetaGraph(reader, reader.whole)) return 'meta-graph'
  if (isGraph(reader, reader.whole, true)) return 'graph'
  if (!broken && some(seen.get('1:2'), (span) => isKerasObject(reader, span))) return 'keras-metadata'
  return undefined
}

function isMetaGraph(reader: WireReader, span: Span): boolean {
  const { seen } = shapeOf(reader, span)
  if (some(seen.get('2:2'), (graph) => isGraph(reader, graph, false))) return true
  return some(seen.get('1:2'), (info) =>
    some(shapeOf(reader, info).seen.get('5:2'), (v) => /^\d+\.\d+\.\d/.test(reader.text(v, 16))),
  )
}

/** `alone`: nothing around it vouches for it, so that names have to. */
function isGraph(reader: WireReader, span: Span, alone: boolean): boolean {
  const { seen } = shapeOf(reader, span)
  if (some(seen.get('1:2'), (node) => isNode(reader, node, alone))) return true
  return some(seen.get('2:2'), (library) =>
    some(shapeOf(reader, library).seen.get('1:2'), (f) => isFunction(reader, f, alone)),
  )
}

function isFunction(reader: WireReader, span: Span, alone: boolean): boolean {
  return some(shapeOf(reader, span).seen.get('3:2'), (node) => isNode(reader, node, alone))
}

function isNode(reader: WireReader, span: Span, mustBeKnown: boolean): boolean {
  const { seen, broken } = shapeOf(reader, span)
  const name = seen.get('1:2')?.at(-1)
  const op = seen.get('2:2')?.at(-1)
  if (broken || op === undefined) return false
  const text = reader.text(op, 256)
  if (mustBeKnown && !(KNOWN_OPS.has(text) && name !== undefined)) return false
  return (
    /^[A-Za-z_][\w>.\-/]*$/.test(text) &&
    (name === undefined || /^[\w>.\-/\\ ^:]*$/.test(reader.text(name, 256)))
  )
}

/** A SavedObject of Keras: identifier and a JSON document. */
function isKerasObject(reader: WireReader, span: Span): boolean {
  const { seen, broken } = shapeOf(reader, span)
  return (
    !broken &&
    some(seen.get('4:2'), (id) => reader.text(id, 64).startsWith('_tf_keras_')) &&
    some(seen.get('5:2'), (json) => reader.text(json, 1) === '{')
  )
}

function some(spans: readonly Span[] | undefined, test: (span: Span) => boolean): boolean {
  return (spans ?? []).some(test)
}
