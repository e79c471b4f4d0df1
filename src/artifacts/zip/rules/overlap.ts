import type { Rule } from '../../../model/rule.ts'
import type { ZipFacts } from '../facts.ts'
import { flawFindings } from '../flaw-findings.ts'

export const overlap: Rule<ZipFacts> = {
  id: 'zip-overlap',
  title: 'Members share bytes or lie outside the file',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Members that overlap make one compressed kernel count many times: a small file that unpacks to terabytes without ' +
    'nesting. No tool writes them. A member that reaches behind the end of the file is cut off or invented.',
  remedy: 'Do not unpack it; fetch the file again from its publisher and compare digests.',
  references: ['CVE-2019-13232', 'CWE-409', 'A better zip bomb (WOOT 2019)'],
  *check(facts, path) {
    if (facts.kind !== 'structure') return
    yield* flawFindings(facts.flaws, path, {
      overlap: { does: 'makes members share bytes, as decompression bombs do' },
      outside: { does: 'points outside the file' },
    })
  },
}
