import type { Example, RuleExamples } from '../../../model/rule.ts'

function symbol(op: string, attrs: Readonly<Record<string, string>> = {}): Example {
  const nodes = [
    { op: 'null', name: 'data', inputs: [] },
    { op, name: 'x', attrs, inputs: [[0, 0, 0]] },
  ]
  return {
    path: 'model-symbol.json',
    bytes: Buffer.from(JSON.stringify({ nodes, arg_nodes: [0], heads: [[1, 0, 0]] })),
  }
}

export const examples: RuleExamples = {
  bad: [symbol('Custom', { op_type: 'payload' }), symbol('Convolution', { library: 'payload.so' })],
  good: [symbol('Convolution', { kernel: '(3, 3)' })],
}
