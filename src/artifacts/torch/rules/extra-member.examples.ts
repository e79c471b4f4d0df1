import type { RuleExamples } from '../../../model/rule.ts'
import { torchExample } from '../torch-example.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'extra.pt',
      bytes: torchExample(undefined, [{ name: 'archive/notes/readme.txt', data: 'a note' }]),
    },
  ],
  good: [
    {
      path: 'plain.pt',
      bytes: torchExample(undefined, [{ name: 'archive/.data/serialization_id', data: '42' }]),
    },
  ],
}
