import type { Rule } from '../../../model/rule.ts'
import type { ZipFacts } from '../facts.ts'
import { flawFindings } from '../flaw-findings.ts'

export const hiddenMember: Rule<ZipFacts> = {
  id: 'zip-hidden-member',
  title: 'Bytes that the central directory does not account for',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A member that no directory lists is invisible to most programs, but those that read the archive as a stream see ' +
    'it, and so does whoever knows where to look. What is found between and behind the members is examined as well.',
  remedy: 'Ask the publisher what the hidden bytes are; do not load the archive until they are explained.',
  references: ['CWE-912'],
  *check(facts, path) {
    if (facts.kind !== 'structure') return
    yield* flawFindings(facts.flaws, path, {
      'hidden-member': { does: 'hides a member from the directory' },
      slack: { does: 'carries bytes that belong to no member', severity: 'low' },
      trailing: { does: 'carries bytes behind its end', severity: 'low' },
    })
  },
}
