import type { RuleExamples } from '../../../model/rule.ts'
import { storagePickle, torchExample } from '../torch-example.ts'

const data = Buffer.alloc(40, 7)

export const examples: RuleExamples = {
  bad: [
    { path: 'short.pt', bytes: torchExample(storagePickle('0', 200), [{ name: 'archive/data/0', data }]) },
    { path: 'long.pt', bytes: torchExample(storagePickle('0', 2), [{ name: 'archive/data/0', data }]) },
    {
      path: 'undeclared.pt',
      bytes: torchExample(storagePickle('1', 10), [{ name: 'archive/data/0', data }]),
    },
  ],
  good: [
    { path: 'plain.pt', bytes: torchExample(storagePickle('0', 10), [{ name: 'archive/data/0', data }]) },
  ],
}
