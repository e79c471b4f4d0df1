import type { Rule } from '../../../model/rule.ts'
import type { FlawKind, NumpyFacts } from '../facts.ts'
import { flawFindings } from '../../flaw-findings.ts'

const SHORT: ReadonlySet<FlawKind> = new Set<FlawKind>(['too-short'])
const TRAILING: ReadonlySet<FlawKind> = new Set<FlawKind>(['trailing-data'])

export const size: Rule<NumpyFacts> = {
  id: 'numpy-size',
  title: 'Header and data contradict each other',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Shape and type say how many bytes the array has. A reader allocates that much before it looks: a short ' +
    'file with a huge shape exhausts memory (or the download was cut short). Bytes behind the array are ' +
    'ignored by numpy and can carry anything; several arrays saved one after the other are common.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-789', 'CWE-1284'],
  *check(facts, path) {
    yield* flawFindings(facts, path, SHORT, ({ says }) => `declares more than it holds: ${says}`)
    for (const draft of flawFindings(
      facts,
      path,
      TRAILING,
      ({ says }) => `goes on behind its array: ${says}`,
    ))
      yield { ...draft, severity: 'low' }
  },
}
