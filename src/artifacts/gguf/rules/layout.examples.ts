import type { RuleExamples } from '../../../model/rule.ts'
import { ggufFile } from '../example-file.ts'

const a = { name: 'a', shape: [8], offset: 0 }

export const examples: RuleExamples = {
  bad: [
    ggufFile({ tensors: [{ name: 'w', shape: [2 ** 40], offset: 0 }], data: 32 }),
    ggufFile({ tensors: [{ name: 'w', shape: [8], offset: 2n ** 63n }], data: 32 }),
    ggufFile({ tensors: [a, { name: 'b', shape: [8], offset: 0 }], data: 32 }),
    ggufFile({ tensors: [{ name: 'a', shape: [8], offset: 4 }], data: 36 }),
    ggufFile({ tensors: [a, { name: 'b', shape: [8], offset: 96 }], data: Buffer.alloc(128, 1) }),
    ggufFile({ tensors: [a], data: Buffer.alloc(128, 1) }),
    ggufFile({ metadata: [['general.alignment', { type: 'u32', value: 33 }]], tensors: [a], data: 32 }),
  ],
  good: [
    ggufFile({ tensors: [a, { name: 'b', type: 8, shape: [32, 2], offset: 32 }], data: 128 }),
    ggufFile({ tensors: [{ name: 'none', shape: [0, 8], offset: 0 }, a], data: 32 }),
  ],
}
