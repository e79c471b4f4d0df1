import type { Rule } from '../../../model/rule.ts'
import { libraryOf } from '../effects.ts'
import type { TensorflowFacts } from '../facts.ts'
import { locate, quote } from '../place.ts'

const MAX_FINDINGS = 100

export const unknownOperator: Rule<TensorflowFacts> = {
  id: 'tensorflow-unknown-operator',
  title: 'The graph needs operators that TensorFlow does not have',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'An operator that is neither in the registry of TensorFlow nor a function of the graph is native code from a library ' +
    'that has to be loaded first. What it does cannot be told from the model. Operators of well-known libraries ' +
    '(tensorflow-text, decision forests, addons) are reported as low.',
  remedy: 'Find out which library implements the operator, and load it only from its own publisher.',
  references: ['CWE-829'],
  *check(facts, path) {
    for (const { op, node, function: scope, at: span } of facts.unknownOps.slice(0, MAX_FINDINGS)) {
      const at = locate(facts, path, span)
      const library = libraryOf(op)
      yield {
        message: library
          ? `needs ${library} for the operator ${quote(op)}`
          : `runs a custom native operator that TensorFlow does not have: ${quote(op)}`,
        severity: library ? 'low' : 'high',
        at,
        evidence: [
          {
            at,
            says: `node ${quote(node)} in ${scope === '' ? 'the main graph' : `function ${quote(scope)}`}`,
          },
        ],
        seen: op,
      }
    }
  },
}
