import type { RuleExamples } from '../../../model/rule.ts'
import { ggufFile } from '../example-file.ts'

export const examples: RuleExamples = {
  bad: [
    ggufFile({ tensors: [{ name: 'a', type: 139, shape: [256], offset: 0 }], data: 160 }),
    ggufFile({ tensors: [{ name: 'a', type: 4, shape: [32], offset: 0 }], data: 32 }),
    ggufFile({ tensors: [{ name: 'a', type: 0xffff_ff00, shape: [256], offset: 0 }], data: 160 }),
  ],
  good: [ggufFile({ tensors: [{ name: 'a', type: 39, shape: [32], offset: 0 }], data: 32 })],
}
