import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { OpenvinoFacts } from '../facts.ts'

export const layout: Rule<OpenvinoFacts> = {
  id: 'openvino-layout',
  title: 'A constant lies where no weights can be',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Constants name a range of the weights file by offset and size. Numbers that no file can hold make a runtime that ' +
    'trusts them read elsewhere.',
  remedy: 'Do not load it; fetch the model again from its publisher and compare digests.',
  references: ['CWE-125', 'CWE-190'],
  *check(facts, path) {
    for (const { says, line } of facts.flaws.slice(0, 20)) {
      const at = { path, range: lineRange(line) }
      yield { message: `contradicts itself: ${says}`, at, evidence: [{ at, says }], seen: says }
    }
  },
}
