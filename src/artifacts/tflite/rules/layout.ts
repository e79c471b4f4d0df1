import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TfliteFacts } from '../facts.ts'

export const layout: Rule<TfliteFacts> = {
  id: 'tflite-layout',
  title: 'The model contradicts itself',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Operators refer to codes, tensors to buffers, and shapes give the size of what lies there. Where they do not agree, ' +
    'interpreters that trust one side read or write past the other; no converter writes such a model.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-125', 'CWE-129'],
  *check(facts, path) {
    for (const { says, at: start } of facts.flaws.slice(0, 20)) {
      const at = { path, range: byteRange(start) }
      yield { message: `contradicts itself: ${says}`, at, evidence: [{ at, says }], seen: says }
    }
  },
}
