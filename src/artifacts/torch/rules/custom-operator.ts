import { lineRange, memberPath } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TorchFacts } from '../facts.ts'

export const customOperator: Rule<TorchFacts> = {
  id: 'torch-custom-operator',
  title: 'TorchScript that needs a native extension',
  severity: 'low',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The code uses operators or classes that PyTorch does not have. Whoever runs the model must load a native library ' +
    'that registers them, and what they do cannot be seen here.',
  remedy: 'Load only extensions that you chose yourself, from a source that you trust.',
  references: ['CWE-829'],
  *check({ custom }, path) {
    for (const { namespace, name, member, line } of custom) {
      const at = { path: memberPath(path, member), range: lineRange(line) }
      yield {
        message: `needs a native extension that provides ${namespace}: ${name.slice(0, 150)}`,
        at,
        evidence: [{ at, says: `uses ${name.slice(0, 150)}` }],
        seen: namespace,
      }
    }
  },
}
