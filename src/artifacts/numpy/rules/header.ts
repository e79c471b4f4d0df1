import type { Rule } from '../../../model/rule.ts'
import type { FlawKind, NumpyFacts } from '../facts.ts'
import { flawFindings } from '../../flaw-findings.ts'

const KINDS: ReadonlySet<FlawKind> = new Set<FlawKind>(['broken-header', 'wrong-keys', 'unknown-type'])

export const header: Rule<NumpyFacts> = {
  id: 'numpy-header',
  title: 'The array header is not what numpy writes',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The header names the type, the shape and the order of the array and nothing else. With an unknown type ' +
    'nobody can say what the bytes behind it are; other keys are refused by numpy and may mean something to another reader.',
  remedy: 'Do not load it with `allow_pickle`; ask which program wrote the file.',
  references: ['CWE-1284'],
  check: (facts, path) =>
    flawFindings(facts, path, KINDS, ({ says }) => `has a header that numpy refuses: ${says}`),
}
