import { overLimit } from '../../model/read-error.ts'
import type { SkopsFacts, SkopsNode } from './facts.ts'

const MAX_VALUES = 5_000_000

type Json = Readonly<Record<string, unknown>>

/** Every node of a schema, in any place: loaders follow contents, but a node in an unknown key costs nothing to see. */
export function walkSchema(document: unknown, checkpoint: () => void): SkopsFacts {
  const nodes: SkopsNode[] = []
  const pending: { value: unknown; where: string }[] = [{ value: document, where: '' }]
  let seen = 0
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, where } = next
    if (++seen % 10_000 === 0) checkpoint()
    if (seen > MAX_VALUES) throw overLimit(`more than ${MAX_VALUES} values in one schema`)
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--)
        if (typeof value[i] === 'object') pending.push({ value: value[i], where: `${where}[${i}]` })
    } else if (isObject(value)) {
      const node = readNode(value, where)
      if (node) nodes.push(node)
      for (const [key, inner] of Object.entries(value).toReversed())
        if (typeof inner === 'object')
          pending.push({
            value: inner,
            where: where === '' ? key.slice(0, 60) : `${where.slice(0, 300)}.${key.slice(0, 60)}`,
          })
    }
  }
  const root = isObject(document) ? document : {}
  return {
    nodes,
    ...(typeof root['protocol'] === 'number' && { protocol: root['protocol'] }),
    ...(typeof root['_skops_version'] === 'string' && { version: root['_skops_version'] }),
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readNode(node: Json, where: string): SkopsNode | undefined {
  const declared = dotted(node['__module__'], node['__class__'])
  const loader = typeof node['__loader__'] === 'string' ? node['__loader__'] : ''
  // A type's content repeats the two keys without a loader; the node above it speaks for it.
  if (declared === undefined || (loader === '' && !('content' in node))) return undefined
  return { where, loader, declared, reached: reachedBy(loader, node, declared) }
}

/** Some nodes import what their content says, whatever they call themselves. */
function reachedBy(loader: string, node: Json, declared: string): string {
  const content = isObject(node['content']) ? node['content'] : {}
  switch (loader) {
    case 'FunctionNode':
      return dotted(content['module_path'], content['function']) ?? declared
    case 'TypeNode':
      return dotted(content['__module__'], content['__class__']) ?? declared
    case 'MethodNode': {
      const owner = isObject(content['obj'])
        ? dotted(content['obj']['__module__'], content['obj']['__class__'])
        : undefined
      return `${owner ?? declared}.${text(content['func']) ?? ''}`
    }
    case 'OperatorFuncNode':
      return `operator.${text(node['__class__']) ?? ''}`
    default:
      return declared
  }
}

function dotted(module: unknown, name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined
  return typeof module === 'string' && module !== '' ? `${module}.${name}` : name
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
