import { BYTES, type Span, type WireReader } from '../../bytes/protobuf/wire.ts'
import { EFFECTS, type Effect } from './effects.ts'
import type { AssetFile, EffectFact, KerasObject, Source, TensorflowFacts, UnknownOp } from './facts.ts'
import { emptyGraph, type Graph, readGraph, type Scope } from './graph.ts'
import { type Node, readAttribute } from './node.ts'
import { SourceFinder } from './sources.ts'

/** Facts in the making: what was collected stays when a later byte is broken. */
export interface Collected extends TensorflowFacts {
  readonly effects: EffectFact[]
  readonly unknownOps: UnknownOp[]
  readonly assets: AssetFile[]
  readonly kerasObjects: KerasObject[]
  nodes: number
  functions: number
}

const MAX_KERAS_OBJECTS = 100_000

/** Walks a MetaGraphDef. Its names are needed to judge its graph, so the graph is settled last. */
export function readMetaGraph(reader: WireReader, span: Span, facts: Collected): void {
  const graph = emptyGraph()
  const assets = new Map<string, string>()
  const savers = new Set<string>()
  try {
    for (const field of reader.fields(span)) {
      if (field.wire !== BYTES) continue
      if (field.number === 2) readGraph(reader, field, graph)
      else if (field.number === 3) readSaver(reader, field, savers)
      else if (field.number === 4) readCollection(reader, field, assets)
      else if (field.number === 6) readAsset(reader, field, assets, facts)
      else if (field.number === 7) readObjects(reader, field, facts)
    }
  } finally {
    settle(reader, graph, { assets, savers }, facts)
  }
}

export function readGraphDef(reader: WireReader, span: Span, facts: Collected): void {
  const graph = emptyGraph()
  try {
    readGraph(reader, span, graph)
  } finally {
    settle(reader, graph, { assets: new Map(), savers: new Set() }, facts)
  }
}

function readSaver(reader: WireReader, saver: Span, savers: Set<string>): void {
  for (const field of reader.fields(saver))
    if (field.number === 1 && field.wire === BYTES) savers.add(reader.text(field, 1024).split(':')[0] ?? '')
}

/** An AssetFileDef: the tensor that gets the path, and the file in `assets/`. */
function readAsset(reader: WireReader, asset: Span, assets: Map<string, string>, facts: Collected): void {
  let tensor = ''
  let filename = ''
  for (const field of reader.fields(asset)) {
    if (field.wire !== BYTES) continue
    if (field.number === 2) filename = reader.text(field, 1024)
    else if (field.number === 1)
      for (const part of reader.fields(field))
        if (part.number === 1 && part.wire === BYTES) tensor = reader.text(part, 1024)
  }
  assets.set(tensor.split(':')[0] ?? '', filename)
  facts.assets.push({ filename, at: asset })
}

/** Training graphs list their asset tensors in a collection. */
function readCollection(reader: WireReader, entry: Span, assets: Map<string, string>): void {
  let isAssets = false
  for (const field of reader.fields(entry)) {
    if (field.wire !== BYTES) continue
    if (field.number === 1) isAssets = reader.text(field, 64) === 'asset_filepaths'
    else if (field.number === 2 && isAssets)
      for (const list of reader.fields(field)) {
        if (list.number !== 1 || list.wire !== BYTES) continue
        for (const item of reader.fields(list))
          if (item.number === 1 && item.wire === BYTES)
            assets.set(reader.text(item, 1024).split(':')[0] ?? '', 'listed by the graph')
      }
  }
}

/** A SavedObjectGraph: user objects carry what Keras wrote about its layers. */
function readObjects(reader: WireReader, objects: Span, facts: Collected): void {
  for (const node of reader.fields(objects)) {
    if (node.number !== 1 || node.wire !== BYTES) continue
    for (const field of reader.fields(node)) {
      if (field.number !== 4 || field.wire !== BYTES) continue
      keepObject(reader, field, facts, 1, 3)
    }
  }
}

/** Keeps an object whose metadata is not empty, from the given field numbers. */
export function keepObject(
  reader: WireReader,
  object: Span,
  facts: Collected,
  identifierField: number,
  metadataField: number,
): void {
  let identifier = ''
  let metadata = ''
  for (const field of reader.fields(object)) {
    if (field.wire !== BYTES) continue
    if (field.number === identifierField) identifier = reader.text(field, 256)
    else if (field.number === metadataField) metadata = reader.text(field, 1024 * 1024)
  }
  if (metadata === '' || facts.kerasObjects.length >= MAX_KERAS_OBJECTS || !mayHoldCode(metadata)) return
  facts.kerasObjects.push({ identifier, metadata, at: object })
}

/** Most layers are plain numbers; only those that name functions are kept. */
function mayHoldCode(metadata: string): boolean {
  return /Lambda|__lambda__|"function_type"|"module"|"function"/.test(metadata)
}

/** Turns what the walk noted into facts, now that all names and callers are known. */
function settle(
  reader: WireReader,
  graph: Graph,
  names: { assets: Map<string, string>; savers: Set<string> },
  facts: Collected,
): void {
  const finder = new SourceFinder(reader, graph, names)
  facts.nodes += graph.nodes
  facts.functions += graph.functions.size
  const unknown = new Set<string>()
  for (const { scope, node } of graph.notable) {
    const effect = EFFECTS.get(node.op)
    if (effect) {
      const fact = effectOf(reader, finder, scope, node, effect)
      if (fact) facts.effects.push(fact)
    } else if (!graph.functions.has(node.op) && !unknown.has(node.op)) {
      unknown.add(node.op)
      facts.unknownOps.push({ op: node.op, node: node.name, function: scope.name, at: node.at })
    }
  }
}

function effectOf(
  reader: WireReader,
  finder: SourceFinder,
  scope: Scope,
  node: Node,
  effect: Effect,
): EffectFact | undefined {
  const inputs = node.inputs.filter((input) => !input.startsWith('^'))
  const sources = effect.inputs.flatMap((i): readonly Source[] => {
    const input = inputs[i]
    return input === undefined ? [] : finder.sourcesOf(scope, input)
  })
  const attributes: Record<string, string> = {}
  if (effect.attributes.length > 0)
    for (const { name, texts } of node.attributes.map((entry) => readAttribute(reader, entry)))
      if (effect.attributes.includes(name) && texts.length > 0) attributes[name] = texts.join(' ')
  const names =
    Object.values(attributes).some((text) => text !== '') ||
    sources.some((s) => s.kind !== 'constant' || s.value !== '')
  // Without inputs no writer of TensorFlow left it there, so its harmless form is not to be trusted.
  if (effect.optional && !names && inputs.length > 0) return undefined
  const { family, does } = effect
  return {
    op: node.op,
    family,
    does,
    node: node.name,
    function: scope.name,
    inputs: inputs.length,
    sources,
    attributes,
    at: node.at,
  }
}
