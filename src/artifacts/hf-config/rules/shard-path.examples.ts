import type { Example, RuleExamples } from '../../../model/rule.ts'

function index(shard: unknown): Example {
  const document = { metadata: { total_size: 8 }, weight_map: { 'a.weight': shard } }
  return { path: 'model.safetensors.index.json', bytes: Buffer.from(JSON.stringify(document)) }
}

export const examples: RuleExamples = {
  bad: [
    index('../../other/pytorch_model.bin'),
    index('/dev/zero'),
    index('https://host.example/x.bin'),
    index('C:\\x.bin'),
    index('a/../../b.safetensors'),
    index(7),
  ],
  good: [index('model-00001-of-00002.safetensors'), index('sub/model.safetensors')],
}
