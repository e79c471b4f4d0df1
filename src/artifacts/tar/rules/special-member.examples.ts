import type { RuleExamples } from '../../../model/rule.ts'
import { tarExample } from '../../../bytes/tar/tar-example.ts'

export const examples: RuleExamples = {
  bad: [
    { path: 'disk.tar', bytes: tarExample([{ name: 'sda', type: '4' }]) },
    {
      path: 'pipe.tar',
      bytes: tarExample([
        { name: 'a', data: 'x' },
        { name: 'p', type: '6' },
      ]),
    },
  ],
  good: [
    {
      path: 'plain.tar',
      bytes: tarExample([
        { name: 'd/', type: '5' },
        { name: 'd/a', data: 'x' },
      ]),
    },
  ],
}
