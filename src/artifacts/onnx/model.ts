import { BYTES, type Span, VARINT, type WireReader } from '../../bytes/protobuf/wire.ts'
import { overLimit } from '../../model/read-error.ts'
import type { ExternalTensor, MetadataFact, OnnxFacts, OperatorFact, TensorFlaw } from './facts.ts'
import { readEntry, readTensor } from './tensor.ts'

/** Graphs inside attributes inside graphs. Parsers stop at 100 messages, which is 33 graphs. */
const MAX_GRAPH_DEPTH = 64
/** Distinct things that facts keep of one kind. */
const MAX_FACTS = 200_000

/** Facts in the making: what was collected stays when a later byte is broken. */
export interface Model extends OnnxFacts {
  irVersion: number
  producer: string
  readonly opsets: { domain: string; version: number }[]
  readonly operators: OperatorFact[]
  readonly operatorNames: Set<string>
  readonly functions: { domain: string; name: string; at: Span }[]
  readonly external: ExternalTensor[]
  readonly flaws: TensorFlaw[]
  readonly metadata: MetadataFact[]
  nodes: number
  tensors: number
}

export function emptyModel(): Model {
  return {
    irVersion: 0,
    producer: '',
    opsets: [],
    operators: [],
    operatorNames: new Set(),
    functions: [],
    external: [],
    flaws: [],
    metadata: [],
    nodes: 0,
    tensors: 0,
  }
}

/** Walks a ModelProto into `model`. */
export function readModel(reader: WireReader, model: Model): void {
  for (const field of reader.fields(reader.whole)) {
    if (field.number === 1 && field.wire === VARINT) model.irVersion = field.value
    if (field.wire !== BYTES) continue
    switch (field.number) {
      case 2:
        model.producer = reader.text(field, 256)
        break
      case 7:
        readGraph(reader, field, model, 0)
        break
      case 8:
        readOpset(reader, field, model)
        break
      case 14:
        readMetadata(reader, field, model)
        break
      case 20:
        readTraining(reader, field, model)
        break
      case 25:
        readFunction(reader, field, model)
        break
    }
  }
}

function readTraining(reader: WireReader, training: Span, model: Model): void {
  for (const field of reader.fields(training))
    if ((field.number === 1 || field.number === 2) && field.wire === BYTES) readGraph(reader, field, model, 1)
}

function readOpset(reader: WireReader, opset: Span, model: Model): void {
  let domain = ''
  let version = 0
  for (const field of reader.fields(opset)) {
    if (field.number === 1 && field.wire === BYTES) domain = reader.text(field, 256)
    else if (field.number === 2 && field.wire === VARINT) version = field.value
  }
  keep(model.opsets, { domain, version })
}

function readMetadata(reader: WireReader, entry: Span, model: Model): void {
  const [key, value] = readEntry(reader, entry, 16_384)
  keep(model.metadata, { key, value, at: entry })
}

function readFunction(reader: WireReader, span: Span, model: Model): void {
  let domain = ''
  let name = ''
  for (const field of reader.fields(span)) {
    if (field.wire !== BYTES) continue
    if (field.number === 1) name = reader.text(field, 256)
    else if (field.number === 10) domain = reader.text(field, 256)
    else if (field.number === 7) readNode(reader, field, model, 0)
    else if (field.number === 11) readAttribute(reader, field, model, 0)
    else if (field.number === 14) readMetadata(reader, field, model)
  }
  keep(model.functions, { domain, name, at: span })
}

function readGraph(reader: WireReader, graph: Span, model: Model, depth: number): void {
  if (depth > MAX_GRAPH_DEPTH) throw overLimit('graphs nested too deep', graph.start)
  for (const field of reader.fields(graph)) {
    if (field.wire !== BYTES) continue
    switch (field.number) {
      case 1:
        readNode(reader, field, model, depth)
        break
      case 5:
        keepTensor(reader, field, model)
        break
      case 15:
        readSparse(reader, field, model)
        break
      case 16:
        readMetadata(reader, field, model)
        break
    }
  }
}

function readNode(reader: WireReader, node: Span, model: Model, depth: number): void {
  const attributes: Record<string, string> = {}
  let type = ''
  let domain = ''
  model.nodes++
  for (const field of reader.fields(node)) {
    if (field.wire !== BYTES) continue
    if (field.number === 4) type = reader.text(field, 256)
    else if (field.number === 7) domain = reader.text(field, 256)
    else if (field.number === 5) {
      const text = readAttribute(reader, field, model, depth)
      if (text && Object.keys(attributes).length < 32) attributes[text.name] = text.value
    }
  }
  const name = `${domain}\0${type}`
  // Each use of a foreign operator may import something else, so those are told apart by their attributes.
  const key = domain === '' ? name : `${name}\0${JSON.stringify(attributes)}`
  if (model.operatorNames.has(key)) return
  model.operatorNames.add(key)
  keep(model.operators, { domain, type, at: node, attributes })
}

/** Returns a text attribute; walks into the graphs and tensors of the others. */
function readAttribute(
  reader: WireReader,
  attribute: Span,
  model: Model,
  depth: number,
): { name: string; value: string } | undefined {
  let name = ''
  let value: string | undefined
  for (const field of reader.fields(attribute)) {
    if (field.wire !== BYTES) continue
    switch (field.number) {
      case 1:
        name = reader.text(field, 128)
        break
      case 4:
        value = reader.text(field, 512)
        break
      case 5:
      case 10:
        keepTensor(reader, field, model)
        break
      case 6:
      case 11:
        readGraph(reader, field, model, depth + 1)
        break
      case 22:
      case 23:
        readSparse(reader, field, model)
        break
    }
  }
  return value === undefined ? undefined : { name, value }
}

function readSparse(reader: WireReader, sparse: Span, model: Model): void {
  for (const field of reader.fields(sparse))
    if ((field.number === 1 || field.number === 2) && field.wire === BYTES) keepTensor(reader, field, model)
}

function keepTensor(reader: WireReader, tensor: Span, model: Model): void {
  model.tensors++
  const { external, flaw } = readTensor(reader, tensor)
  if (external) keep(model.external, external)
  if (flaw) keep(model.flaws, flaw)
}

function keep<T>(list: T[], item: T): void {
  if (list.length >= MAX_FACTS) throw overLimit(`more than ${MAX_FACTS} facts of one kind`)
  list.push(item)
}
