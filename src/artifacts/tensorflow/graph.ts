import { BYTES, type Span, type WireReader } from '../../bytes/protobuf/wire.ts'
import { overLimit } from '../../model/read-error.ts'
import { EFFECTS } from './effects.ts'
import { KNOWN_OPS } from './known-ops.ts'
import { type Node, readAttribute, readNode } from './node.ts'

/** The main graph, whose name is empty, or a function of its library. */
export interface Scope {
  readonly name: string
  readonly arguments: readonly string[]
  /** Messages that hold its nodes, and the field number under which they do. */
  readonly spans: Span[]
  readonly nodeField: 1 | 3
}

/** A node that calls a function and hands its inputs on, from `offset`. */
interface Call {
  readonly scope: Scope
  readonly inputs: readonly string[]
  readonly offset: number
}

/** What one pass over a GraphDef collects. */
export interface Graph {
  readonly main: Scope
  readonly functions: Map<string, Scope>
  readonly calls: Map<string, Call[]>
  /** Nodes with effects or of unknown kinds. */
  readonly notable: { readonly scope: Scope; readonly node: Node }[]
  /** Nodes of operators that TensorFlow has. */
  nodes: number
}

const MAX_NOTABLE = 100_000
const MAX_FUNCTIONS = 200_000
/** Inputs before the arguments of the function. Other callers do not hand on one to one. */
const CALLERS: Readonly<Record<string, number>> = {
  PartitionedCall: 0,
  StatefulPartitionedCall: 0,
  TPUPartitionedCall: 0,
  BatchFunction: 0,
  While: 0,
  StatelessWhile: 0,
  If: 1,
  StatelessIf: 1,
  Case: 1,
  StatelessCase: 1,
}

export function emptyGraph(): Graph {
  const main: Scope = { name: '', arguments: [], spans: [], nodeField: 1 }
  return { main, functions: new Map(), calls: new Map(), notable: [], nodes: 0 }
}

/** Walks a GraphDef into `graph`; several of them merge, as protobuf merges repeated messages. */
export function readGraph(reader: WireReader, span: Span, graph: Graph): void {
  graph.main.spans.push(span)
  for (const field of reader.fields(span)) {
    if (field.wire !== BYTES) continue
    if (field.number === 1) look(reader, graph.main, field, graph)
    else if (field.number === 2)
      for (const item of reader.fields(field))
        if (item.number === 1 && item.wire === BYTES) readFunction(reader, item, graph)
  }
}

function readFunction(reader: WireReader, span: Span, graph: Graph): void {
  const names: string[] = []
  let name = ''
  for (const field of reader.fields(span)) {
    if (field.number !== 1 || field.wire !== BYTES) continue
    for (const part of reader.fields(field)) {
      if (part.wire !== BYTES) continue
      if (part.number === 1) name = reader.text(part, 512)
      else if (part.number === 2) names.push(argumentName(reader, part))
    }
  }
  if (graph.functions.size >= MAX_FUNCTIONS)
    throw overLimit(`more than ${MAX_FUNCTIONS} functions`, span.start)
  const scope: Scope = { name, arguments: names, spans: [span], nodeField: 3 }
  graph.functions.set(name, scope)
  for (const field of reader.fields(span))
    if (field.number === 3 && field.wire === BYTES) look(reader, scope, field, graph)
}

function argumentName(reader: WireReader, argument: Span): string {
  let name = ''
  for (const field of reader.fields(argument))
    if (field.number === 1 && field.wire === BYTES) name = reader.text(field, 1024)
  return name
}

function look(reader: WireReader, scope: Scope, span: Span, graph: Graph): void {
  const node = readNode(reader, span)
  const known = KNOWN_OPS.has(node.op)
  if (known) graph.nodes++
  if (!known || EFFECTS.has(node.op)) {
    if (graph.notable.length >= MAX_NOTABLE)
      throw overLimit(`more than ${MAX_NOTABLE} nodes to look at`, span.start)
    graph.notable.push({ scope, node })
  }
  if (!known) addCall(graph, node.op, { scope, inputs: node.inputs, offset: 0 })
  const offset = CALLERS[node.op]
  if (offset === undefined) return
  for (const entry of node.attributes)
    for (const callee of readAttribute(reader, entry).functions)
      addCall(graph, callee, { scope, inputs: node.inputs, offset })
}

function addCall(graph: Graph, callee: string, call: Call): void {
  const calls = graph.calls.get(callee)
  if (calls) calls.push(call)
  else graph.calls.set(callee, [call])
}
