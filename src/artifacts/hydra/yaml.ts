import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  parseAllDocuments,
  type Node,
  type YAMLMap,
} from 'yaml'
import type { Collector } from './collect.ts'

/**
 * Walks the tree of all documents as written: aliases are not expanded, so a bomb of them costs nothing, and tags are
 * seen before anything would act on them. Returns false where the text is no YAML.
 */
export function collectYaml(text: string, into: Collector, checkpoint: () => void): boolean {
  const lines = new LineCounter()
  let documents: { contents: unknown; errors: readonly unknown[] }[]
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      logLevel: 'silent',
      prettyErrors: false,
      strict: false,
      uniqueKeys: false,
      keepSourceTokens: false,
      version: '1.1',
      schema: 'failsafe',
    })
    documents = Array.isArray(parsed) ? parsed : []
  } catch {
    return false
  }
  const line = (node: Node): number | undefined =>
    node.range ? lines.linePos(node.range[0]).line : undefined
  const pending: unknown[] = documents.map((d) => d.contents)
  let seen = 0
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (++seen % 1000 === 0) checkpoint()
    if (isScalar(node)) {
      if (node.tag !== undefined) into.tag(node.tag, () => String(node.value), line(node))
      if (typeof node.value === 'string') into.text(node.value, line(node))
    } else if (isCollection(node)) {
      if (node.tag !== undefined) into.tag(node.tag, () => render(node), line(node))
      if (isMap(node)) {
        into.mapping(entriesOf(node), () => render(node), line(node))
        for (const { key, value } of node.items) pending.push(key, value ?? undefined)
      } else for (const item of node.items) pending.push(item)
    }
  }
  return documents.every((d) => d.errors.length === 0)
}

function entriesOf(map: YAMLMap): Map<string, string | undefined> {
  const entries = new Map<string, string | undefined>()
  for (const { key, value } of map.items) entries.set(textOf(key) ?? '', textOf(value))
  return entries
}

function textOf(node: unknown): string | undefined {
  return isScalar(node) && (typeof node.value === 'string' || typeof node.value === 'number')
    ? String(node.value)
    : undefined
}

function render(node: unknown, depth = 0): string {
  if (isScalar(node)) return String(node.value).slice(0, 80)
  if (isAlias(node)) return `*${node.source}`
  if (!isCollection(node) || depth > 2) return '…'
  const items = (node.items as unknown[]).slice(0, 6).map((item) => {
    const pair = item as { key?: unknown; value?: unknown }
    if (!isMap(node)) return render(item, depth + 1)
    const key = textOf(pair.key) ?? '…'
    return /^_?_?target_?_?$/.test(key) ? '' : `${key}: ${render(pair.value, depth + 1)}`
  })
  return items.filter((item) => item !== '').join(', ')
}
