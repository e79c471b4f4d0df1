import type { RuleExamples } from '../../../model/rule.ts'
import { zipExample } from '../../../bytes/zip/zip-example.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'twice.zip',
      bytes: zipExample([
        { name: 'a', data: 'one' },
        { name: 'a', data: 'two' },
      ]),
    },
    {
      path: 'case.zip',
      bytes: zipExample([
        { name: 'A.pkl', data: 'one' },
        { name: 'a.pkl', data: 'two' },
      ]),
    },
  ],
  good: [
    {
      path: 'once.zip',
      bytes: zipExample([
        { name: 'a', data: 'one' },
        { name: 'b', data: 'one' },
      ]),
    },
    {
      path: 'copies.zip',
      bytes: zipExample([
        { name: 'a', data: 'one' },
        { name: 'a', data: 'one' },
      ]),
    },
  ],
}
