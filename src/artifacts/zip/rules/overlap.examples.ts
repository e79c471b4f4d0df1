import type { RuleExamples } from '../../../model/rule.ts'
import { zipExample } from '../../../bytes/zip/zip-example.ts'

const kernel = { name: 'kernel', data: '0'.repeat(5000), deflate: true }

export const examples: RuleExamples = {
  bad: [
    {
      path: 'shared.zip',
      bytes: zipExample([kernel, { ...kernel, name: 'again', sharesHeaderOf: 0 }, { name: 'z', data: 'z' }]),
    },
    {
      path: 'long.zip',
      bytes: zipExample([
        { name: 'a', data: 'a', central: { compressed: 900, size: 900 } },
        { name: 'b', data: 'b' },
      ]),
    },
  ],
  good: [{ path: 'plain.zip', bytes: zipExample([kernel, { name: 'b', data: 'b' }]) }],
}
