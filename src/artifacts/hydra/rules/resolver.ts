import type { Rule } from '../../../model/rule.ts'
import type { HydraFacts } from '../facts.ts'
import { location } from './code-execution.ts'

const EVALUATING = /^(?:eval|python|py|exec|import|call|shell|cmd|sh|lambda|func|hydra\.eval)$/i
/** Beyond arithmetic: attributes of objects, imports, calls that open or run. */
const REACHING =
  /__\w+|\bimport\b|\b(?:exec|eval|open|compile|getattr|globals|locals|system|popen|os|sys|subprocess|shutil|socket|builtins|pathlib|lambda)\b/

export const resolver: Rule<HydraFacts> = {
  id: 'hydra-resolver',
  title: 'An interpolation evaluates code',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Programs register resolvers such as `eval` for arithmetic in configurations; the text behind it is then Python. ' +
    'This one holds more than arithmetic.',
  remedy: 'Do not load it where such a resolver is registered; replace the expression by its value.',
  references: ['CWE-95'],
  *check(facts, path) {
    for (const { resolver: name, argument, line } of facts.resolvers) {
      if (
        !EVALUATING.test(name) ||
        !(REACHING.test(argument) || /^(?:shell|cmd|sh|exec|import)$/i.test(name))
      )
        continue
      const at = location(path, line)
      const shown = `\${${name}:${argument}}`.slice(0, 160)
      yield {
        message: `evaluates Python while the configuration is read: ${shown}`,
        at,
        evidence: [{ at, says: shown }],
        seen: shown,
      }
    }
  },
}
