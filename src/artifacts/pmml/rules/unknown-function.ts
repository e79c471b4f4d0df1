import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { PmmlFacts } from '../facts.ts'

export const unknownFunction: Rule<PmmlFacts> = {
  id: 'pmml-unknown-function',
  title: 'Applies a function that neither PMML nor the document defines',
  severity: 'low',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Evaluators take a function name that they do not know for the name of a class, load it, and call it. A name with dots ' +
    'or one that speaks of execution is such a class; a plain one is mostly a vendor function.',
  remedy: 'Find out which library defines the function, and evaluate the model only with that.',
  references: ['CWE-470'],
  *check(facts, path) {
    for (const { function: name, line } of facts.unknownFunctions.slice(0, 50)) {
      const at = { path, range: lineRange(line) }
      const isClass = /[.$#:/(]/.test(name)
      const executes = /exec|eval|system|shell|script|runtime|process|java\.|javax\.|python/i.test(name)
      yield {
        message: `${isClass ? 'makes the evaluator load and call a class' : 'applies an unknown function'}: ${JSON.stringify(name.slice(0, 120))}`,
        severity: executes ? 'high' : isClass ? 'medium' : 'low',
        at,
        evidence: [{ at, says: 'Apply' }],
        seen: name,
      }
    }
  },
}
