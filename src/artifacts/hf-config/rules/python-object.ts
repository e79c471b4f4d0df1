import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { HfConfigFacts } from '../facts.ts'
import { isDangerousModule } from '../libraries.ts'

export const pythonObject: Rule<HfConfigFacts> = {
  id: 'hf-config-python-object',
  title: 'JSON rebuilds Python objects',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Keys such as `py/object` and `py/reduce` belong to jsonpickle: decoding such a document imports the named module and ' +
    'calls what it names, like a pickle. A call (`py/reduce`) or a module that runs commands is high.',
  remedy: 'Do not decode it with jsonpickle; ask the publisher for plain JSON.',
  references: ['CWE-502'],
  *check(facts, path) {
    for (const { key, line, value } of facts.objects) {
      const at = { path, range: lineRange(line) }
      const calls = key === 'py/reduce' || isDangerousModule(value.replace(/^\[?(?:py\/\w+: )?/, ''))
      yield {
        message: `${calls ? 'calls' : 'imports'} a Python object when decoded: ${key} ${value.slice(0, 130)}`,
        at,
        evidence: [{ at, says: `${key} names ${value}` }],
        seen: `${key} ${value}`,
        severity: calls ? 'high' : 'medium',
      }
    }
  },
}
