import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { CatboostFacts } from '../facts.ts'

export const layout: Rule<CatboostFacts> = {
  id: 'catboost-layout',
  title: 'The model is longer than its file',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The header says how many bytes the model takes. A loader that believes a number beyond the file reads other memory.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-125'],
  *check({ coreSize, remaining }, path) {
    if (coreSize > 0 && coreSize <= remaining) return
    const at = { path, range: byteRange(4, 8) }
    const message = `contradicts itself: a model of ${coreSize} bytes, ${remaining} are left`
    yield { message, at, evidence: [{ at, says: message }], seen: message }
  },
}
