import { type JsonValue, isArray, isObject, member, parseJson } from '../../bytes/json.ts'
import type { Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import { outsidePath } from '../outside-path.ts'
import type { TfjsFacts } from './facts.ts'
import { outsideEffect } from './rules/outside-effect.ts'
import { outsideWeights } from './rules/outside-weights.ts'

const MAX_FACTS = 50_000

export const tfjs: Format<TfjsFacts> = {
  id: 'tfjs',
  title: 'TensorFlow.js',
  extensions: ['.json'],
  onLoad: 'data',
  rules: [outsideWeights, outsideEffect],
  claims: ({ head, tail }) => {
    if (!/^\s*\{/.test(head.toString('latin1', 0, 64))) return 'no'
    const ends = head.toString('latin1') + tail.toString('latin1')
    if (!/"modelTopology"\s*:/.test(ends)) return 'no'
    return /"weightsManifest"\s*:\s*\[|"format"\s*:\s*"(?:graph|layers)-model"/.test(ends) ? 'yes' : 'no'
  },
  *read({ bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a model of ${bytes.size} bytes`)
    const { root } = parseJson(bytes.read(0, bytes.size).toString('utf8'), () => ctx.checkpoint())
    const facts = factsOf(root)
    yield { kind: 'facts', facts }
    for (const { path } of facts.weights)
      if (outsidePath(path) === undefined)
        yield { kind: 'record', record: { kind: 'reference', target: path, why: 'weights of the model' } }
  },
}

function factsOf(root: JsonValue): TfjsFacts {
  const weights: { path: string; line: number }[] = []
  const operators = new Map<string, number>()
  for (const group of itemsOf(member(root, 'weightsManifest')?.value)) {
    const line = isObject(group) ? group.line : 0
    for (const path of itemsOf(member(group, 'paths')?.value))
      if (typeof path === 'string' && weights.length < MAX_FACTS)
        weights.push({ path: path.slice(0, 1024), line })
  }
  const topology = member(root, 'modelTopology')?.value
  const functions = itemsOf(member(member(topology, 'library')?.value, 'function')?.value)
  const nodes = [
    ...itemsOf(member(topology, 'node')?.value),
    ...functions.flatMap((fn) => itemsOf(member(fn, 'nodeDef')?.value)),
  ]
  for (const node of nodes) {
    const op = member(node, 'op')
    if (typeof op?.value === 'string' && !operators.has(op.value) && operators.size < MAX_FACTS)
      operators.set(op.value.slice(0, 256), op.line)
  }
  const format = member(root, 'format')?.value
  return {
    format: typeof format === 'string' ? format.slice(0, 64) : '',
    weights,
    operators: [...operators].map(([op, line]) => ({ op, line })),
  }
}

function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value.items : []
}
