import type { Rule } from '../../../model/rule.ts'
import type { ZipFacts } from '../facts.ts'
import { flawFindings } from '../flaw-findings.ts'

export const prefix: Rule<ZipFacts> = {
  id: 'zip-prefix',
  title: 'Something else stands in front of the archive',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A zip archive is found from its end, so a file can be an archive and begin as anything else: loaders that look at ' +
    'the end open the archive, those that look at the start open the other. Programs and scripts that carry their own ' +
    'archive are made so; models are not.',
  remedy: 'Find out which of the two contents is meant, and have the publisher leave the other out.',
  references: ['CWE-436'],
  *check(facts, path) {
    if (facts.kind !== 'structure') return
    yield* flawFindings(facts.flaws, path, {
      prefix: facts.program
        ? { does: 'is a program with an archive behind it', severity: 'low' }
        : { does: 'is an archive behind something else' },
    })
  },
}
