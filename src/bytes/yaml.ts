import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Node } from 'yaml'
import { malformed, overLimit } from '../model/read-error.ts'
import type { JsonMember, JsonValue } from './json.ts'

/** The YAML library recurses: text that nests deeper never reaches it. */
const MAX_DEPTH = 200
/** Values of one text, with what aliases repeat. */
const MAX_NODES = 100_000

/**
 * Reads the documents of a YAML text as JSON values with line numbers. Tags are not acted on, aliases count with
 * all that they repeat, merge keys are followed. Throws `ReadError`.
 */
export function parseYaml(text: string, checkpoint: () => void = () => {}): JsonValue[] {
  if (nestsTooDeep(text)) throw overLimit(`YAML nested deeper than ${MAX_DEPTH}`)
  const lines = new LineCounter()
  let nodes = 0
  return documentsOf(text, lines).map((contents) => value(contents, 0, new Map()))

  function value(node: unknown, depth: number, anchors: Map<string, Node>): JsonValue {
    if (++nodes > MAX_NODES) throw overLimit(`more than ${MAX_NODES} values in one YAML text`)
    if (nodes % 1000 === 0) checkpoint()
    if (depth > MAX_DEPTH) throw overLimit(`YAML nested deeper than ${MAX_DEPTH}`)
    if (isAlias(node)) return value(anchors.get(node.source), depth + 1, anchors)
    if (isScalar(node) || isMap(node) || isSeq(node)) if (node.anchor) anchors.set(node.anchor, node)
    if (isScalar(node)) return scalar(node.value, node.source)
    const line = lineOf(node)
    if (isSeq(node)) {
      const items = node.items.map((item) => value(item, depth + 1, anchors))
      return { kind: 'array', line, items }
    }
    if (!isMap(node)) return null
    const members: JsonMember[] = []
    const merged: JsonMember[] = []
    for (const { key, value: inner } of node.items) {
      const read = value(inner, depth + 1, anchors)
      const name = isScalar(key) ? String(key.value) : ''
      if (name === '<<') merged.push(...mergedMembers(read))
      else members.push({ key: name, line: lineOf(key), value: read })
    }
    const own = new Set(members.map((m) => m.key))
    return { kind: 'object', line, members: [...merged.filter((m) => !own.has(m.key)), ...members] }
  }

  function lineOf(node: unknown): number {
    const start = isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined
    return start === undefined ? 1 : lines.linePos(start).line
  }
}

function documentsOf(text: string, lineCounter: LineCounter): unknown[] {
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter,
      logLevel: 'silent',
      prettyErrors: false,
      strict: false,
      uniqueKeys: false,
    })
    const documents = Array.isArray(parsed) ? parsed : []
    const [error] = documents.flatMap((d) => d.errors)
    if (error) throw error
    return documents.map((d) => d.contents)
  } catch (error) {
    throw malformed(
      `YAML cannot be parsed: ${error instanceof Error ? error.message.slice(0, 200) : 'no reason'}`,
    )
  }
}

/** Digits that are a hash, a commit or a version lose something as a number: they stay text. */
function scalar(value: unknown, source: string | undefined): JsonValue {
  if (typeof value === 'number') {
    const exact = Number.isFinite(value) && !(source && /^\d{16,}$|^0\d|^\d+[eE]\d+$/.test(source))
    return exact ? value : (source ?? String(value))
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  return value === undefined ? null : (source ?? null)
}

function mergedMembers(value: JsonValue): readonly JsonMember[] {
  if (typeof value !== 'object' || value === null) return []
  return value.kind === 'object' ? value.members : value.items.flatMap(mergedMembers)
}

function nestsTooDeep(text: string): boolean {
  if (new RegExp(`^[ -]{${2 * MAX_DEPTH}}`, 'm').test(text)) return true
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x5b || c === 0x7b) depth++
    else if (c === 0x5d || c === 0x7d) depth = Math.max(0, depth - 1)
    if (depth > MAX_DEPTH) return true
  }
  return false
}
