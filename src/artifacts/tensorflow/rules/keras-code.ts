import type { Rule } from '../../../model/rule.ts'
import type { TensorflowFacts } from '../facts.ts'
import { distinct, locate, quote } from '../place.ts'

const LAMBDA = /"class_name"\s*:\s*"(?:Lambda|__lambda__)"|"function_type"\s*:\s*"lambda"/

export const kerasCode: Rule<TensorflowFacts> = {
  id: 'tensorflow-keras-code',
  title: 'Keras metadata holds Python bytecode',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Keras 2 stores the configuration of each layer beside the graph. A Lambda layer is stored as marshalled Python ' +
    'bytecode, which `keras.models.load_model` turns back into a function and runs.',
  remedy: 'Load it only with safe_mode, or ask for a model without Lambda layers.',
  references: ['CVE-2024-3660', 'CWE-502'],
  *check(facts, path) {
    const lambdas = facts.kerasObjects.filter(({ metadata }) => LAMBDA.test(metadata))
    yield* distinct(
      lambdas.map(({ identifier, metadata, at: span }) => {
        const at = locate(facts, path, span)
        const name = /"name"\s*:\s*"([^"]{1,80})"/.exec(metadata)?.[1] ?? ''
        return {
          message: `runs Python bytecode when Keras loads it: Lambda layer ${quote(name)}`,
          at,
          evidence: [{ at, says: `metadata of ${quote(identifier)}`, excerpt: metadata.slice(0, 300) }],
          seen: `Lambda ${name}`,
        }
      }),
    )
  },
}
