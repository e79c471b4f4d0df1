import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { PaddleFacts } from '../facts.ts'
import { effectOf } from '../operators.ts'

export const outsideEffect: Rule<PaddleFacts> = {
  id: 'paddle-outside-effect',
  title: 'The program reaches outside of its tensors',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Programs of PaddlePaddle are lists of operators, and some of them read and write files, call Python functions of the ' +
    'process, or talk to other machines. Programs that were exported for inference hold none of them.',
  remedy: 'Do not run it; export the program for inference again, without these operators.',
  references: ['CWE-73', 'CWE-94'],
  *check(facts, path) {
    for (const { type, attributes, at: span } of facts.operators) {
      const does = effectOf(type)
      if (does === undefined) continue
      const at = { path, range: byteRange(span.start, span.end) }
      const target = attributes['file_path'] ?? attributes['endpoint'] ?? attributes['file_names']
      const message = `${does} when the program runs: ${type.slice(0, 80)}${target === undefined ? '' : ` with ${JSON.stringify(target.slice(0, 100))}`}`
      yield { message, at, evidence: [{ at, says: `operator ${type.slice(0, 80)}` }], seen: message }
    }
  },
}
