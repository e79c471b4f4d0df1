import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { FlaxFacts } from '../facts.ts'

export const layout: Rule<FlaxFacts> = {
  id: 'flax-layout',
  title: 'The tree is not what Flax writes',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Arrays hold exactly the bytes that their shape and dtype need, and nothing follows the tree. Arrays that lie about ' +
    'their size, dtypes that are no numbers, and extensions that Flax does not know are not its work.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-125', 'CWE-1284'],
  *check(facts, path) {
    for (const { kind, says, start, end } of facts.flaws.slice(0, 20)) {
      const at = { path, range: byteRange(start, end) }
      const severity = kind === 'extension' ? 'medium' : 'high'
      yield {
        message: `contradicts its own layout: ${says}`,
        severity,
        at,
        evidence: [{ at, says }],
        seen: says,
      }
    }
  },
}
