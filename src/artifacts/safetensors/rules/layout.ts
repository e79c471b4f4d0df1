import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { SafetensorsFacts } from '../facts.ts'

export const layout: Rule<SafetensorsFacts> = {
  id: 'safetensors-layout',
  title: 'Header and data contradict each other',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The format leaves no freedom: tensors cover the data without overlap or hole, and each key stands once. ' +
    'A file that breaks this was not written by the reference library; parsers disagree on what it holds, ' +
    'and a hole can carry bytes that no tensor accounts for.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-1284'],
  *check(facts, path) {
    for (const flaw of facts.flaws) {
      const at = { path, range: byteRange(flaw.start, flaw.end) }
      yield {
        message: `contradicts its own layout: ${flaw.says}`,
        at,
        evidence: [{ at, says: flaw.says }],
        seen: `${flaw.kind} ${flaw.says}`,
      }
    }
  },
}
