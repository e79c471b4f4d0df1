import { type JsonValue, isArray, isObject, parseJson } from '../../bytes/json.ts'
import { BYTES, type Span, type WireReader } from '../../bytes/protobuf/wire.ts'
import { overLimit } from '../../model/read-error.ts'
import type { OperatorFact, PaddleFacts } from './facts.ts'
import { isNotable } from './operators.ts'

/** Facts in the making: what was collected stays when a later byte is broken. */
export interface Collected extends PaddleFacts {
  readonly operators: OperatorFact[]
  nodes: number
}

const MAX_OPERATORS = 10_000

/** Walks a ProgramDesc: blocks of operators, which refer to each other by number. */
export function readProgram(reader: WireReader, facts: Collected): void {
  const known = new Set<string>()
  for (const block of reader.fields(reader.whole)) {
    if (block.number !== 1 || block.wire !== BYTES) continue
    for (const operator of reader.fields(block))
      if (operator.number === 4 && operator.wire === BYTES) readOperator(reader, operator, facts, known)
  }
}

function readOperator(reader: WireReader, span: Span, facts: Collected, known: Set<string>): void {
  let type = ''
  const attributes: Record<string, string> = {}
  for (const field of reader.fields(span)) {
    if (field.wire !== BYTES) continue
    if (field.number === 3) type = reader.text(field, 256)
    else if (field.number === 4) readAttribute(reader, field, attributes)
  }
  facts.nodes++
  keep(facts, known, { type, attributes, at: span })
}

function readAttribute(reader: WireReader, attribute: Span, into: Record<string, string>): void {
  let name = ''
  let text: string | undefined
  for (const field of reader.fields(attribute)) {
    if (field.wire !== BYTES) continue
    if (field.number === 1) name = reader.text(field, 128)
    else if (field.number === 5 || field.number === 8) text = reader.text(field, 512)
  }
  if (text !== undefined && text !== '' && Object.keys(into).length < 32) into[name] = text
}

function keep(facts: Collected, known: Set<string>, operator: OperatorFact): void {
  const key = isNotable(operator.type) ? JSON.stringify([operator.type, operator.attributes]) : operator.type
  if (known.has(key)) return
  known.add(key)
  if (facts.operators.length >= MAX_OPERATORS)
    throw overLimit(`more than ${MAX_OPERATORS} kinds of operators`)
  facts.operators.push(operator)
}

/** The JSON form of newer releases: operators are objects whose `#` is a dialect's number and a name. */
export function readPir(text: string, facts: Collected, tick: () => void): void {
  const known = new Set<string>()
  const open: JsonValue[] = [parseJson(text, tick).root]
  while (open.length > 0) {
    const value = open.pop()!
    if (isArray(value)) for (const item of value.items) open.push(item)
    if (!isObject(value)) continue
    for (const { key, value: inner } of value.members) {
      if (key === '#' && typeof inner === 'string') {
        facts.nodes++
        keep(facts, known, {
          type: inner.replace(/^(\d+|\w+_op|pd_op)\./, '').slice(0, 256),
          attributes: {},
          at: { start: 0, end: text.length },
        })
      } else open.push(inner)
    }
  }
}
