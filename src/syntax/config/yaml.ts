import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
} from 'yaml'
import type { Context } from '../../model/context.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { MAX_DEPTH, MAX_VALUES, type ConfigEntry, type ConfigValue } from './tree.ts'

/** Bytes: the library needs hundreds of times that for its nodes. */
export const MAX_YAML: number = 2 * 1024 * 1024
const MAX_DOCUMENTS = 1_000

/** The library's time grows with the square of it. */
const MAX_FLOW_DEPTH = 1_000

export interface YamlDocument {
  readonly root: ConfigValue | undefined
  /** From one: where it starts. */
  readonly line: number
  /** Why the document cannot be used. Its siblings can. */
  readonly error?: { readonly message: string; readonly line: number }
}

/** Every document of the text. A broken one is an error of its own. */
export function parseYaml(source: string, ctx: Context): YamlDocument[] {
  if (source.length > MAX_YAML) throw overLimit(`YAML of more than ${MAX_YAML} characters`)
  if (flowDepth(source) > MAX_FLOW_DEPTH) throw overLimit('YAML with brackets nested too deep')
  const counter = new LineCounter()
  const lineOf = (offset: number): number => Math.max(1, counter.linePos(offset).line)
  const documents = parsed(source, counter)
  const read = documents.slice(0, MAX_DOCUMENTS).map((document): YamlDocument => {
    ctx.checkpoint()
    const start = lineOf(document.range[0])
    const [problem] = document.errors
    if (problem)
      return {
        root: undefined,
        line: start,
        error: { message: problem.message.split('\n')[0]!.slice(0, 200), line: lineOf(problem.pos[0]) },
      }
    return { root: converted(document, lineOf, ctx), line: start }
  })
  const next = documents[MAX_DOCUMENTS]
  if (!next) return read
  const line = lineOf(next.range[0])
  return [
    ...read,
    { root: undefined, line, error: { message: `more than ${MAX_DOCUMENTS} documents`, line } },
  ]
}

function flowDepth(source: string): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < source.length; at++) {
    const c = source.charCodeAt(at)
    if (c === 0x5b || c === 0x7b) deepest = Math.max(deepest, ++depth)
    else if ((c === 0x5d || c === 0x7d) && depth > 0) depth--
  }
  return deepest
}

function parsed(source: string, lineCounter: LineCounter): Document.Parsed[] {
  try {
    const found = parseAllDocuments(source, {
      lineCounter,
      uniqueKeys: false,
      strict: false,
      logLevel: 'silent',
      prettyErrors: false,
    })
    return Array.isArray(found) ? found : []
  } catch {
    // Deep nesting ends its recursion.
    throw malformed('YAML that cannot be parsed')
  }
}

function converted(
  document: Document.Parsed,
  lineOf: (offset: number) => number,
  ctx: Context,
): ConfigValue | undefined {
  let left = MAX_VALUES
  const anchors = new Map<string, Node>()
  return document.contents ? convert(document.contents, 0) : undefined

  function convert(node: unknown, depth: number): ConfigValue {
    // Aliases multiply: what they stand for is counted every time.
    if (--left < 0) throw overLimit(`more than ${MAX_VALUES} values in one YAML document`)
    if (depth > MAX_DEPTH) throw overLimit(`YAML nested deeper than ${MAX_DEPTH}`)
    if ((left & 4095) === 0) ctx.checkpoint()
    if (isAlias(node)) {
      // The library's own search walks the whole document for every alias.
      const target = anchors.get(node.source)
      return target ? convert(target, depth + 1) : { kind: 'scalar', line: lineOfNode(node), value: null }
    }
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined)
      anchors.set(node.anchor, node)
    if (isMap(node)) return { kind: 'map', line: lineOfNode(node), entries: entriesOf(node.items, depth) }
    if (isSeq(node))
      return { kind: 'list', line: lineOfNode(node), items: node.items.map((i) => convert(i, depth + 1)) }
    if (isScalar(node)) {
      const { value, type } = node
      const plain =
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
      const block = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED'
      return { kind: 'scalar', line: lineOfNode(node), value: plain, ...(block && { block }) }
    }
    return { kind: 'scalar', line: 1, value: null }
  }

  function entriesOf(
    pairs: readonly { readonly key: unknown; readonly value: unknown }[],
    depth: number,
  ): ConfigEntry[] {
    const own: ConfigEntry[] = []
    const merged: ConfigEntry[] = []
    for (const { key, value } of pairs) {
      const name = isScalar(key) ? String(key.value) : undefined
      if (name === undefined) continue
      const line = lineOfNode(key as Node)
      const read: ConfigValue = value ? convert(value, depth + 1) : { kind: 'scalar', line, value: null }
      if (name === '<<') {
        const sources = read.kind === 'list' ? read.items : [read]
        // Of several sources the first one counts.
        for (const source of sources.toReversed())
          if (source.kind === 'map') {
            left -= source.entries.length
            merged.push(...source.entries)
          }
      } else own.push({ key: name, line, value: read })
    }
    return merged.length > 0 ? [...merged, ...own] : own
  }

  function lineOfNode(node: Node): number {
    return lineOf(node.range?.[0] ?? 0)
  }
}
