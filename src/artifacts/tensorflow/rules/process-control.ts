import type { Rule } from '../../../model/rule.ts'
import type { TensorflowFacts } from '../facts.ts'
import { distinct, draftOf } from '../place.ts'

export const processControl: Rule<TensorflowFacts> = {
  id: 'tensorflow-process-control',
  title: 'The graph reaches into the process',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Some operators end the process, call native functions by name, or compile programs that are hidden in strings.',
  remedy: 'Do not run it; rebuild the graph without these operators.',
  references: ['CWE-94', 'CWE-248'],
  *check(facts, path) {
    const effects = facts.effects.filter((effect) => effect.family === 'process')
    yield* distinct(effects.map((effect) => draftOf(facts, path, effect)))
  },
}
