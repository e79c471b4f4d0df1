import { BYTES, type Field, type Span, VARINT, type WireReader } from '../../bytes/protobuf/wire.ts'
import { overLimit } from '../../model/read-error.ts'
import type { CoremlFacts, CustomCode, FileReference } from './facts.ts'

/** Facts in the making: what was collected stays when a later byte is broken. */
export interface Collected extends CoremlFacts {
  specification: number
  readonly custom: CustomCode[]
  readonly references: FileReference[]
  readonly metadata: [string, string][]
}

/** Networks and pipelines inside each other. */
const MAX_DEPTH = 32
const MAX_FACTS = 100_000

type Visit = (field: Field) => void

/** Walks a CoreML.Specification.Model; pipelines hold models again. */
export function readModel(reader: WireReader, span: Span, facts: Collected, depth: number = 0): void {
  if (depth > MAX_DEPTH) throw overLimit('models nested too deep', span.start)
  for (const field of reader.fields(span)) {
    if (field.number === 1 && field.wire === VARINT && depth === 0) facts.specification = field.value
    if (field.wire !== BYTES) continue
    switch (field.number) {
      case 2:
        each(reader, field, 100, (metadata) => readMetadata(reader, metadata, facts))
        break
      case 200:
      case 201:
        each(reader, field, 1, (pipeline) => readPipeline(reader, pipeline, facts, depth))
        break
      case 202:
        readPipeline(reader, field, facts, depth)
        break
      case 303:
      case 403:
      case 500:
        readNetwork(reader, field, facts, depth)
        break
      case 502:
        readProgram(reader, field, facts, depth)
        break
      case 555:
        keepClass(reader, field, 'model', facts)
        break
      case 556:
        each(reader, field, 1, (file) => readLinked(reader, file, facts))
        break
    }
  }
}

function each(reader: WireReader, message: Span, number: number, visit: Visit): void {
  for (const field of reader.fields(message))
    if (field.number === number && field.wire === BYTES) visit(field)
}

function readPipeline(reader: WireReader, pipeline: Span, facts: Collected, depth: number): void {
  each(reader, pipeline, 1, (model) => readModel(reader, model, facts, depth + 1))
}

function readNetwork(reader: WireReader, network: Span, facts: Collected, depth: number): void {
  if (depth > MAX_DEPTH) throw overLimit('networks nested too deep', network.start)
  each(reader, network, 1, (layer) => {
    for (const field of reader.fields(layer)) {
      if (field.wire !== BYTES) continue
      if (field.number === 500) keepClass(reader, field, 'layer', facts)
      // A branch holds networks in 1 and 2, a loop in 3 and 4.
      else if (field.number === 605 || field.number === 615)
        for (const inner of reader.fields(field)) {
          const isNetwork =
            field.number === 605 ? inner.number <= 2 : inner.number === 3 || inner.number === 4
          if (isNetwork && inner.wire === BYTES) readNetwork(reader, inner, facts, depth + 1)
        }
    }
  })
}

/** An ML program: functions, their blocks for each opset, and operations. */
function readProgram(reader: WireReader, program: Span, facts: Collected, depth: number): void {
  each(reader, program, 2, (entry) =>
    each(reader, entry, 2, (fn) =>
      each(reader, fn, 3, (special) =>
        each(reader, special, 2, (block) => readBlock(reader, block, facts, depth)),
      ),
    ),
  )
}

function readBlock(reader: WireReader, block: Span, facts: Collected, depth: number): void {
  if (depth > MAX_DEPTH) throw overLimit('blocks nested too deep', block.start)
  each(reader, block, 3, (operation) => {
    for (const field of reader.fields(operation)) {
      if (field.wire !== BYTES) continue
      if (field.number === 1) {
        const type = reader.text(field, 256)
        if (/custom/i.test(type)) keep(facts.custom, { what: 'operation', className: type, at: operation })
      } else if (field.number === 4) readBlock(reader, field, facts, depth + 1)
      else if (field.number === 5) readValueEntry(reader, field, facts)
    }
  })
}

/** An attribute whose value may lie in a file of weights. */
function readValueEntry(reader: WireReader, entry: Span, facts: Collected): void {
  each(reader, entry, 2, (value) =>
    each(reader, value, 5, (blob) =>
      each(reader, blob, 1, (name) =>
        keepReference(facts, { what: 'weights', path: reader.text(name, 1024), at: blob }),
      ),
    ),
  )
}

function keepClass(reader: WireReader, params: Span, what: CustomCode['what'], facts: Collected): void {
  let className = ''
  each(reader, params, 10, (name) => {
    className = reader.text(name, 256)
  })
  keep(facts.custom, { what, className, at: params })
}

function readLinked(reader: WireReader, file: Span, facts: Collected): void {
  for (const [number, what] of [
    [1, 'linked model'],
    [2, 'search path'],
  ] as const)
    each(reader, file, number, (parameter) =>
      each(reader, parameter, 1, (path) =>
        keepReference(facts, { what, path: reader.text(path, 1024), at: file }),
      ),
    )
}

function readMetadata(reader: WireReader, metadata: Span, facts: Collected): void {
  each(reader, metadata, 100, (entry) => {
    let key = ''
    let value = ''
    each(reader, entry, 1, (field) => (key = reader.text(field, 256)))
    each(reader, entry, 2, (field) => (value = reader.text(field, 4096)))
    keep(facts.metadata, [key, value])
  })
}

/** Thousands of weights name the same file. */
function keepReference(facts: Collected, reference: FileReference): void {
  const last = facts.references.at(-1)
  if (last?.path === reference.path && last.what === reference.what) return
  keep(facts.references, reference)
}

function keep<T>(list: T[], item: T): void {
  if (list.length >= MAX_FACTS) throw overLimit(`more than ${MAX_FACTS} facts of one kind`)
  list.push(item)
}
