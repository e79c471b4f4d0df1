import type { RuleExamples } from '../../../model/rule.ts'
import { zipExample } from '../../../bytes/zip/zip-example.ts'
import { torchExample } from '../torch-example.ts'

export const examples: RuleExamples = {
  bad: [
    {
      path: 'package.pt',
      bytes: zipExample([
        { name: 'package/module.py', data: 'def f(x):\n    return x + 1\n' },
        { name: 'package/.data/extern_modules', data: 'collections\ntorch._utils\n' },
        { name: 'package/.data/version', data: '6\n' },
      ]),
    },
  ],
  good: [{ path: 'plain.pt', bytes: torchExample() }],
}
