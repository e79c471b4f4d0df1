import { memoryBytes } from '../../bytes/bytes.ts'
import { BYTES, WireReader } from '../../bytes/protobuf/wire.ts'
import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import { binaryContainer, claims } from './claims.ts'
import type { Container, TensorflowFacts } from './facts.ts'
import { type Collected, keepObject, readGraphDef, readMetaGraph } from './meta-graph.ts'
import { assetPath } from './rules/asset-path.ts'
import { debugOperator } from './rules/debug-operator.ts'
import { fileAccess } from './rules/file-access.ts'
import { kerasCode } from './rules/keras-code.ts'
import { networkAccess } from './rules/network-access.ts'
import { processControl } from './rules/process-control.ts'
import { pythonFunction } from './rules/python-function.ts'
import { unknownOperator } from './rules/unknown-operator.ts'
import { textContainer, textToBinary } from './text-form.ts'

export const tensorflow: Format<TensorflowFacts> = {
  id: 'tensorflow',
  title: 'TensorFlow graph',
  extensions: ['.pb', '.pbtxt', '.meta', '.graphdef'],
  onLoad: 'code',
  rules: [
    fileAccess,
    networkAccess,
    debugOperator,
    pythonFunction,
    processControl,
    unknownOperator,
    kerasCode,
    assetPath,
  ],
  claims,
  *read({ bytes }, ctx) {
    const { reader, container, textual, shaped } = openGraph(bytes, ctx)
    const facts: Collected = {
      container,
      textual,
      effects: [],
      unknownOps: [],
      assets: [],
      kerasObjects: [],
      nodes: 0,
      functions: 0,
    }
    let broken: unknown
    try {
      readContainer(reader, facts)
      if (!shaped && facts.nodes === 0) readMetaGraph(reader, reader.whole, facts)
      if (!shaped && facts.nodes === 0) readGraphDef(reader, reader.whole, facts)
    } catch (error) {
      broken = error
    }
    // Without a single known node it was not TensorFlow's after all.
    if (shaped || facts.nodes > 0) yield { kind: 'facts', facts }
    if (broken !== undefined) throw broken
  },
}

interface Opened {
  readonly reader: WireReader
  readonly container: Container
  readonly textual: boolean
  /** The shape of the message said which it is; otherwise it is tried as each. */
  readonly shaped: boolean
}

function openGraph(bytes: Bytes, ctx: Context): Opened {
  const tick = (): void => ctx.checkpoint()
  const text = textContainer(bytes.read(0, 4096))
  if (text !== undefined) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a text form of ${bytes.size} bytes`)
    const binary = textToBinary(bytes.read(0, bytes.size).toString('utf8'), text, tick)
    return { reader: new WireReader(memoryBytes(binary), tick), container: text, textual: true, shaped: true }
  }
  const reader = new WireReader(bytes, tick)
  // What hides its shape behind fields that no schema knows is read as what loaders take most often.
  const container = binaryContainer(reader)
  return { reader, container: container ?? 'saved-model', textual: false, shaped: container !== undefined }
}

function readContainer(reader: WireReader, facts: Collected): void {
  switch (facts.container) {
    case 'graph':
      return readGraphDef(reader, reader.whole, facts)
    case 'meta-graph':
      return readMetaGraph(reader, reader.whole, facts)
    case 'saved-model':
      for (const field of reader.fields(reader.whole))
        if (field.number === 2 && field.wire === BYTES) readMetaGraph(reader, field, facts)
      return
    case 'keras-metadata':
      for (const field of reader.fields(reader.whole))
        if (field.number === 1 && field.wire === BYTES) keepObject(reader, field, facts, 4, 5)
      return
    default:
      facts.container satisfies never
  }
}
