import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import { EFFECTS } from '../../tensorflow/effects.ts'
import type { TfjsFacts } from '../facts.ts'

const HARMLESS = new Set(['table', 'print', 'saver', 'pipeline'])

export const outsideEffect: Rule<TfjsFacts> = {
  id: 'tfjs-outside-effect',
  title: 'The graph reaches outside of its tensors',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'In Node.js the graph runs on the native TensorFlow library, whose operators read and write files and talk to other ' +
    'machines. The converter writes none of them.',
  remedy: 'Do not run it; convert the model again from its source.',
  references: ['CWE-73', 'CWE-94'],
  *check({ operators }, path) {
    for (const { op, line } of operators) {
      const effect = EFFECTS.get(op)
      if (effect === undefined || effect.optional || HARMLESS.has(effect.family)) continue
      const at = { path, range: lineRange(line) }
      yield {
        message: `${effect.does} when the graph runs: ${op}`,
        at,
        evidence: [{ at, says: `operator ${op}` }],
        seen: op,
      }
    }
  },
}
