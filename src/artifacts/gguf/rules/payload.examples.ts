import type { RuleExamples } from '../../../model/rule.ts'
import { ggufFile } from '../example-file.ts'

const program = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(57)])
const tensors = [{ name: 'a', shape: [8], offset: 0 }]

export const examples: RuleExamples = {
  bad: [ggufFile({ tensors, data: Buffer.concat([Buffer.alloc(32), program]) })],
  good: [
    ggufFile({ tensors, data: Buffer.alloc(96, 7) }),
    ggufFile({ tensors: [{ name: 'a', shape: [16], offset: 0 }], data: program }),
  ],
}
