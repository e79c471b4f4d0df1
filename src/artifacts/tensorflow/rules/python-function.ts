import type { Rule } from '../../../model/rule.ts'
import type { TensorflowFacts } from '../facts.ts'
import { distinct, draftOf } from '../place.ts'

export const pythonFunction: Rule<TensorflowFacts> = {
  id: 'tensorflow-python-function',
  title: 'The graph calls Python functions',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Operators of the `py_func` family call a Python function that the process registered under a token. Such a graph is no model by itself: it runs what somebody else put into the process, with all its rights.',
  remedy: 'Do not run it; export the model without py_function and numpy_function.',
  references: ['CWE-94'],
  *check(facts, path) {
    const effects = facts.effects.filter((effect) => effect.family === 'python')
    yield* distinct(effects.map((effect) => draftOf(facts, path, effect)))
  },
}
