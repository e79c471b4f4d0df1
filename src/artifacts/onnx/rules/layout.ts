import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { OnnxFacts } from '../facts.ts'

const MAX_FINDINGS = 20

export const layout: Rule<OnnxFacts> = {
  id: 'onnx-layout',
  title: 'A tensor does not hold what its shape needs',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The bytes of a tensor follow from its type and dimensions. Where they do not, runtimes that trust one side read or ' +
    'write past the other; no exporter writes such a model.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-125', 'CWE-1284'],
  *check(facts, path) {
    for (const flaw of facts.flaws.slice(0, MAX_FINDINGS)) {
      const at = { path, range: byteRange(flaw.at.start, flaw.at.end) }
      const message = `contradicts itself: tensor ${JSON.stringify(flaw.tensor.slice(0, 100))} ${flaw.says}`
      yield { message, at, evidence: [{ at, says: message }], seen: message }
    }
  },
}
