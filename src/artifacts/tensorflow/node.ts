import { BYTES, type Span, type WireReader } from '../../bytes/protobuf/wire.ts'

/** A NodeDef without its attributes. */
export interface Node {
  readonly name: string
  readonly op: string
  readonly inputs: readonly string[]
  /** The map entries, unread. */
  readonly attributes: readonly Span[]
  readonly at: Span
}

/** No real node has as many; the rest is not followed. */
const MAX_INPUTS = 4096
const MAX_ATTRIBUTES = 1024

export function readNode(reader: WireReader, span: Span): Node {
  const inputs: string[] = []
  const attributes: Span[] = []
  let name = ''
  let op = ''
  for (const field of reader.fields(span)) {
    if (field.wire !== BYTES) continue
    if (field.number === 1) name = reader.text(field, 1024)
    else if (field.number === 2) op = reader.text(field, 512)
    else if (field.number === 3 && inputs.length < MAX_INPUTS) inputs.push(reader.text(field, 1024))
    else if (field.number === 5 && attributes.length < MAX_ATTRIBUTES) attributes.push(field)
  }
  return { name, op, inputs, attributes, at: span }
}

export interface Attribute {
  readonly name: string
  /** Strings in it, alone, in a list or in a tensor. */
  readonly texts: readonly string[]
  /** Functions that it names. */
  readonly functions: readonly string[]
}

const MAX_TEXTS = 64

export function readAttribute(reader: WireReader, entry: Span): Attribute {
  const texts: string[] = []
  const functions: string[] = []
  let name = ''
  for (const field of reader.fields(entry)) {
    if (field.wire !== BYTES) continue
    if (field.number === 1) name = reader.text(field, 256)
    else if (field.number === 2) readValue(reader, field, texts, functions)
  }
  return { name, texts, functions }
}

/** An AttrValue: `s`, `func`, `tensor` or a `list` of the first two. */
function readValue(reader: WireReader, value: Span, texts: string[], functions: string[]): void {
  for (const field of reader.fields(value)) {
    if (field.wire !== BYTES) continue
    if (field.number === 2) addText(reader, field, texts)
    else if (field.number === 10) addFunction(reader, field, functions)
    else if (field.number === 8) readStringTensor(reader, field, texts)
    else if (field.number === 1)
      for (const item of reader.fields(field)) {
        if (item.wire !== BYTES) continue
        if (item.number === 2) addText(reader, item, texts)
        else if (item.number === 9) addFunction(reader, item, functions)
      }
  }
}

function readStringTensor(reader: WireReader, tensor: Span, texts: string[]): void {
  for (const field of reader.fields(tensor))
    if (field.number === 8 && field.wire === BYTES) addText(reader, field, texts)
}

function addText(reader: WireReader, text: Span, texts: string[]): void {
  if (texts.length < MAX_TEXTS) texts.push(reader.text(text, 1024))
}

function addFunction(reader: WireReader, list: Span, functions: string[]): void {
  for (const field of reader.fields(list))
    if (field.number === 1 && field.wire === BYTES && functions.length < MAX_TEXTS)
      functions.push(reader.text(field, 512))
}
