import { type JsonValue, isArray, isObject, member, parseJson } from '../../bytes/json.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import type { MxnetFacts } from './facts.ts'
import { customOperator } from './rules/custom-operator.ts'

const MAX_FACTS = 10_000

export const mxnet: Format<MxnetFacts> = {
  id: 'mxnet',
  title: 'MXNet symbol',
  extensions: ['.json'],
  onLoad: 'data',
  rules: [customOperator],
  claims,
  *read({ bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a symbol of ${bytes.size} bytes`)
    const { root } = parseJson(bytes.read(0, bytes.size).toString('utf8'), () => ctx.checkpoint())
    yield { kind: 'facts', facts: factsOf(root) }
  },
}

/** A graph of nodes with operators and, at the end, its heads. */
function claims({ head, tail }: Sample): Claim {
  const begin = head.toString('utf8', 0, 4096)
  if (!/^\s*\{/.test(begin) || !/"nodes"\s*:\s*\[\s*\{[^{}]{0,400}"op"\s*:\s*"/.test(begin)) return 'no'
  return /"heads"\s*:\s*\[|"arg_nodes"\s*:\s*\[/.test(tail.toString('latin1')) ? 'yes' : 'no'
}

function factsOf(root: JsonValue): MxnetFacts {
  const custom: { op: string; type: string; line: number }[] = []
  const references: { attribute: string; target: string; line: number }[] = []
  const nodes = member(root, 'nodes')?.value
  const items = isArray(nodes) ? nodes.items : []
  for (const node of items) {
    if (!isObject(node)) continue
    const op = textOf(node, 'op')
    const attributes = ['attrs', 'attr', 'param'].map((key) => member(node, key)?.value).find(isObject)
    if (
      /^_?(Custom|CustomFunction|NDArray|Native|_Native|_NDArray|TVMOp|_CrossDeviceCopyCustom)$/i.test(op) &&
      custom.length < MAX_FACTS
    )
      custom.push({ op, type: textOf(attributes, 'op_type').slice(0, 128), line: node.line })
    for (const { key, value, line } of attributes?.members ?? [])
      if (
        typeof value === 'string' &&
        /\.(?:so|dll|dylib|py)$|^\w+:\/\//i.test(value) &&
        references.length < MAX_FACTS
      )
        references.push({ attribute: key.slice(0, 128), target: value.slice(0, 256), line })
  }
  return { custom, references, nodes: items.length }
}

function textOf(value: JsonValue | undefined, key: string): string {
  const found = member(value, key)?.value
  return typeof found === 'string' ? found : ''
}
