import { lineRange, memberPath } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TorchFacts } from '../facts.ts'

export const scriptAccess: Rule<TorchFacts> = {
  id: 'torch-script-access',
  title: 'TorchScript that reaches files, machines or native code',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'TorchScript is loaded without pickle, also with `weights_only=True`, and passes for harmless. But it is a program: ' +
    'its operators include some that write a file (`aten::save`, which writes pickles that others load), map any ' +
    'readable file into a tensor (`aten::from_file`) or call other machines. A model computes; it needs none of them.',
  remedy: 'Do not run it; ask the publisher why a model needs this.',
  references: ['CVE-2025-32434', 'CWE-829', 'CWE-73'],
  *check({ uses }, path) {
    for (const { member, name, does, line, argument } of uses.slice(0, 50)) {
      const at = { path: memberPath(path, member), range: lineRange(line) }
      const call = argument === undefined ? name : `${name}(…, ${JSON.stringify(argument)})`
      yield {
        message: `${does} when the model runs: ${call}`,
        at,
        evidence: [{ at, says: `the code reaches ${name}`, excerpt: call }],
        seen: call,
      }
    }
  },
}
