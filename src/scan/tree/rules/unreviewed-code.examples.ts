import type { TreeFacts } from '../facts.ts'
import { tree, type TreeExamples } from '../example.ts'

function reference(target: string): Partial<TreeFacts> {
  return { records: [{ path: 'm/config.json', record: { kind: 'reference', target, why: 'auto_map' } }] }
}

export const examples: TreeExamples = {
  bad: [
    tree(['m/config.json'], reference('modeling_x.py')),
    tree(['m/config.json', 'modeling_x.py'], reference('modeling_x.py')),
  ],
  good: [
    tree(['m/config.json', 'm/modeling_x.py'], reference('modeling_x.py')),
    tree(['m/config.json'], reference('model-00001-of-00002.safetensors')),
  ],
}
