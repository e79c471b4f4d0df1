import type { RuleExamples } from '../../../model/rule.ts'
import { torchExample } from '../torch-example.ts'

const other = Buffer.from('\x80\x02].', 'latin1')

export const examples: RuleExamples = {
  bad: [
    { path: 'case.pt', bytes: torchExample(undefined, [{ name: 'archive/DATA.PKL', data: other }]) },
    { path: 'deeper.pt', bytes: torchExample(undefined, [{ name: 'archive/deep/data.pkl', data: other }]) },
  ],
  good: [{ path: 'plain.pt', bytes: torchExample() }],
}
