import type { Sample } from '../../model/entry.ts'
import type { Claim } from '../../model/format.ts'
import { claimBudget, shapeOf, type Shape } from '../../bytes/protobuf/shape.ts'
import { type Span, WireReader } from '../../bytes/protobuf/wire.ts'

/**
 * A ModelProto has no magic. Loaders take any message; one that holds a graph or functions, and
 * says its version as models do, is claimed. A model that breaks off is claimed too: its beginning loads nowhere,
 * yet silence about it would be wrong.
 */
export function claims({ bytes, head }: Sample): Claim {
  if (head.length < 4) return 'no'
  const reader = new WireReader(bytes, claimBudget(), head)
  const model = shapeOf(reader, reader.whole)
  const versioned = model.seen.has('1:0') || someSpan(model, '8:2', (span) => isOpset(reader, span))
  // Protobuf for longer than anybody looks: reading it will tell.
  if (!versioned) return model.whole || model.broken ? 'no' : 'maybe'
  const graph = someSpan(model, '7:2', (span) => isGraph(shapeOf(reader, span)))
  const functions = someSpan(model, '25:2', (span) => isFunction(shapeOf(reader, span)))
  if (graph || functions) return 'yes'
  if (!model.whole && !model.broken) return 'maybe'
  return model.broken && brokenOff(model, reader) ? 'yes' : 'no'
}

function brokenOff(model: Shape, reader: WireReader): boolean {
  return (
    model.seen.has('1:0') &&
    someSpan(model, '2:2', (span) => /^[\x20-\x7e]{2,64}$/.test(reader.text(span, 65))) &&
    (model.seen.has('3:2') || model.seen.has('8:2'))
  )
}

function isOpset(reader: WireReader, span: Span): boolean {
  const { seen, broken, whole } = shapeOf(reader, span)
  return whole && !broken && seen.has('2:0')
}

/** Nodes, initialisers, inputs or outputs, and no sign of another schema. */
function isGraph({ seen, broken, whole }: Shape): boolean {
  if (broken && !whole && !seen.has('1:2')) return false
  return ['1:2', '5:2', '11:2', '12:2', '15:2'].some((key) => seen.has(key))
}

function isFunction({ seen, broken }: Shape): boolean {
  return !broken && seen.has('1:2') && seen.has('7:2')
}

function someSpan(shape: Shape, key: string, test: (span: Span) => boolean): boolean {
  return (shape.seen.get(key) ?? []).some(test)
}
