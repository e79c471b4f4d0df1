import type { Rule } from '../../../model/rule.ts'
import type { ZipFacts } from '../facts.ts'
import { flawFindings } from '../flaw-findings.ts'

export const duplicateMember: Rule<ZipFacts> = {
  id: 'zip-duplicate-member',
  title: 'One name stands for two members',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Python reads the last member of a name, other readers the first, and PyTorch whichever its index finds, without ' +
    'regard to case. A scanner that reads the one says nothing about the other. Both are examined here.',
  remedy: 'Do not load it; ask the publisher for an archive in which each name stands once.',
  references: ['CWE-694', 'CWE-178'],
  *check(facts, path) {
    if (facts.kind !== 'structure') return
    yield* flawFindings(facts.flaws, path, {
      duplicate: { does: 'gives loaders a choice of content' },
      // Ordinary on systems that tell the cases apart; the PyTorch format has its own opinion.
      'folded-duplicate': { does: 'holds names that are equal without case', severity: 'info' },
    })
  },
}
