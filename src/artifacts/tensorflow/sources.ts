import { BYTES, type WireReader } from '../../bytes/protobuf/wire.ts'
import type { Source } from './facts.ts'
import type { Graph, Scope } from './graph.ts'
import { type Node, readAttribute, readNode } from './node.ts'

/** What a MetaGraphDef says about names in its main graph. */
export interface Names {
  /** Nodes that hold the path of an asset, to its file name. */
  readonly assets: ReadonlyMap<string, string>
  /** Nodes that the saver is fed through. */
  readonly savers: ReadonlySet<string>
}

/** Inputs whose file name an operator hands on. */
const PASSES: Readonly<Record<string, readonly number[] | 'all'>> = {
  Identity: [0],
  ShardedFilename: [0],
  ShardedFilespec: [0],
  Select: [1, 2],
  SelectV2: [1, 2],
  Pack: 'all',
  ConcatV2: 'all',
  Reshape: [0],
  ExpandDims: [0],
  Squeeze: [0],
  EnsureShape: [0],
  StringStrip: [0],
  Switch: [0],
  Merge: 'all',
  Enter: [0],
  GuaranteeConst: [0],
  StopGradient: [0],
  ReduceJoin: [0],
  Fill: [1],
  TensorDataset: 'all',
  TensorSliceDataset: 'all',
  StridedSlice: [0],
  GatherV2: [0],
}
/** For one question, and for all of a graph. */
const MAX_STEPS = 2000
const MAX_ALL_STEPS = 2_000_000
const MAX_DEPTH = 64
const MAX_TABLE = 1_000_000

/** Answers where an input comes from. Tables of nodes are made when a question needs them. */
export class SourceFinder {
  readonly #reader: WireReader
  readonly #graph: Graph
  readonly #names: Names
  readonly #tables = new Map<Scope, ReadonlyMap<string, Node>>()
  #assigned: ReadonlyMap<string, string[]> | undefined
  readonly #answers = new Map<string, readonly Source[]>()
  /** Nodes that the question at hand came by. */
  readonly #visited = new Set<string>()
  #held = 0
  #steps = 0
  #allSteps = 0

  constructor(reader: WireReader, graph: Graph, names: Names) {
    this.#reader = reader
    this.#graph = graph
    this.#names = names
  }

  sourcesOf(scope: Scope, input: string): readonly Source[] {
    const question = `${scope.name}\0${nodeName(input)}`
    const answer = this.#answers.get(question)
    if (answer) return answer
    this.#steps = 0
    this.#visited.clear()
    const found = new Map<string, Source>()
    this.#follow(scope, input, 0, found)
    const sources = [...found.values()]
    this.#answers.set(question, sources)
    return sources
  }

  #follow(scope: Scope, input: string, depth: number, found: Map<string, Source>): void {
    if (++this.#steps > MAX_STEPS || ++this.#allSteps > MAX_ALL_STEPS || depth > MAX_DEPTH)
      return add(found, { kind: 'unknown', from: 'a long way through the graph' })
    const name = nodeName(input)
    const place = `${scope.name}\0${name}`
    if (this.#visited.has(place)) return
    this.#visited.add(place)
    const argument = scope.arguments.indexOf(name)
    if (argument >= 0) return this.#followArgument(scope, argument, depth, found)
    const node = this.#table(scope).get(name)
    if (node === undefined) return add(found, { kind: 'unknown', from: 'no node' })
    const isMain = scope === this.#graph.main
    const asset = isMain ? this.#names.assets.get(name) : undefined
    if (asset !== undefined) return add(found, { kind: 'asset', file: asset })
    if (isMain && this.#names.savers.has(name)) add(found, { kind: 'saver' })
    switch (node.op) {
      case 'Const':
      case 'HostConst':
        for (const value of this.#constant(node)) add(found, { kind: 'constant', value })
        return
      case 'Placeholder':
      case 'PlaceholderV2':
        return add(found, { kind: 'placeholder', name })
      case 'PlaceholderWithDefault':
        add(found, { kind: 'placeholder', name })
        return this.#followAll(scope, node.inputs.slice(0, 1), depth, found)
      case 'StringJoin':
        return this.#followJoin(scope, node, depth, found)
      case 'ReadVariableOp':
        return this.#followVariable(scope, node.inputs[0], depth, found)
    }
    const passes = PASSES[node.op]
    if (passes === undefined) return add(found, { kind: 'unknown', from: node.op })
    const inputs = passes === 'all' ? node.inputs : passes.flatMap((i) => node.inputs[i] ?? [])
    this.#followAll(scope, inputs, depth, found)
  }

  #followAll(scope: Scope, inputs: readonly string[], depth: number, found: Map<string, Source>): void {
    for (const input of inputs) if (!input.startsWith('^')) this.#follow(scope, input, depth + 1, found)
  }

  #followArgument(scope: Scope, index: number, depth: number, found: Map<string, Source>): void {
    const calls = this.#graph.calls.get(scope.name) ?? []
    if (calls.length === 0) return add(found, { kind: 'argument', function: scope.name })
    for (const call of calls) {
      const input = call.inputs[call.offset + index]
      if (input === undefined) add(found, { kind: 'unknown', from: 'a call without this argument' })
      else this.#follow(call.scope, input, depth + 1, found)
    }
  }

  /** The beginning decides where a path leads, unless a later part climbs out again. */
  #followJoin(scope: Scope, node: Node, depth: number, found: Map<string, Source>): void {
    const begin = node.inputs.findIndex((input) => this.#textOf(scope, input)?.join('') !== '')
    this.#followAll(scope, node.inputs.slice(Math.max(begin, 0), begin + 1), depth, found)
    for (const input of node.inputs.slice(begin + 1))
      for (const value of this.#textOf(scope, input) ?? [])
        if (value.includes('..')) add(found, { kind: 'constant', value })
  }

  /** What initialisers of the main graph put into a variable of the main graph. */
  #followVariable(scope: Scope, handle: string | undefined, depth: number, found: Map<string, Source>): void {
    if (handle === undefined || scope !== this.#graph.main)
      return add(found, { kind: 'unknown', from: 'a variable' })
    const values = this.#assignments().get(nodeName(handle)) ?? []
    if (values.length === 0) return add(found, { kind: 'unknown', from: 'a variable' })
    this.#followAll(scope, values, depth, found)
  }

  #assignments(): ReadonlyMap<string, string[]> {
    if (this.#assigned) return this.#assigned
    const assigned = new Map<string, string[]>()
    for (const node of this.#table(this.#graph.main).values()) {
      const [handle, value] = node.inputs
      if (node.op !== 'AssignVariableOp' || handle === undefined || value === undefined) continue
      const values = assigned.get(nodeName(handle))
      if (values) values.push(value)
      else assigned.set(nodeName(handle), [value])
    }
    this.#assigned = assigned
    return assigned
  }

  #textOf(scope: Scope, input: string): string[] | undefined {
    const node = this.#table(scope).get(nodeName(input))
    return node?.op === 'Const' ? this.#constant(node) : undefined
  }

  #constant(node: Node): string[] {
    return node.attributes
      .map((entry) => readAttribute(this.#reader, entry))
      .filter((attribute) => attribute.name === 'value')
      .flatMap((attribute) => attribute.texts)
  }

  #table(scope: Scope): ReadonlyMap<string, Node> {
    const known = this.#tables.get(scope)
    if (known) return known
    const table = new Map<string, Node>()
    for (const span of scope.spans)
      for (const field of this.#reader.fields(span)) {
        if (field.number !== scope.nodeField || field.wire !== BYTES || this.#held >= MAX_TABLE) continue
        this.#held++
        const node = readNode(this.#reader, field)
        table.set(node.name, node)
      }
    this.#tables.set(scope, table)
    return table
  }
}

/** `^name` and `name:output:0` are `name`. */
function nodeName(input: string): string {
  const begin = input.startsWith('^') ? 1 : 0
  const colon = input.indexOf(':')
  return input.slice(begin, colon < 0 ? undefined : colon)
}

function add(found: Map<string, Source>, source: Source): void {
  if (found.size < 64) found.set(JSON.stringify(source), source)
}
