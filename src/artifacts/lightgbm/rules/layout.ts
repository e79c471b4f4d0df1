import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { LightgbmFacts } from '../facts.ts'

export const layout: Rule<LightgbmFacts> = {
  id: 'lightgbm-layout',
  title: 'A tree points outside of itself',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Children of a tree are numbers of its own nodes and leaves. The library follows them without a check, so a number ' +
    'outside of the tree makes it read, and return, other memory.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-125', 'CWE-129'],
  *check(facts, path) {
    for (const { says, line } of facts.flaws.slice(0, 20)) {
      const at = { path, range: lineRange(line) }
      yield { message: `contradicts itself: ${says}`, at, evidence: [{ at, says }], seen: says }
    }
  },
}
