import type { Rule } from '../../../model/rule.ts'
import type { TensorflowFacts } from '../facts.ts'
import { distinct, draftOf } from '../place.ts'

export const debugOperator: Rule<TensorflowFacts> = {
  id: 'tensorflow-debug-operator',
  title: 'The graph carries the debugger',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Debug operators copy every tensor that passes to the files or servers (`file://`, `grpc://`) that their attributes name. They are put in for a debugging session and never belong into a model that is given away.',
  remedy:
    'Do not run it; fetch the file again from its publisher, or rebuild the graph without debug operators.',
  references: ['CWE-489', 'TensorAbuse: Transforming AI Models into Malware'],
  *check(facts, path) {
    const effects = facts.effects.filter((effect) => effect.family === 'debug')
    yield* distinct(effects.map((effect) => draftOf(facts, path, effect)))
  },
}
