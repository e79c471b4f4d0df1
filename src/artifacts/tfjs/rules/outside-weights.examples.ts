import type { Example, RuleExamples } from '../../../model/rule.ts'

function model(path: string, op: string): Example {
  const modelTopology = { node: [{ name: 'x', op }] }
  const weightsManifest = [{ paths: [path], weights: [] }]
  return {
    path: 'model.json',
    bytes: Buffer.from(JSON.stringify({ format: 'graph-model', modelTopology, weightsManifest })),
  }
}

export const examples: RuleExamples = {
  bad: [model('../../secret.bin', 'Relu'), model('http://198.51.100.1/x.bin', 'Relu')],
  good: [model('group1-shard1of1.bin', 'Relu')],
}
