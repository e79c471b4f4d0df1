import type { Rule } from '../../../model/rule.ts'
import type { FlawKind, NumpyFacts } from '../facts.ts'
import { flawFindings } from '../../flaw-findings.ts'

const KINDS: ReadonlySet<FlawKind> = new Set<FlawKind>(['code-in-header'])

export const headerCode: Rule<NumpyFacts> = {
  id: 'numpy-header-code',
  title: 'The array header is code',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The header of a `.npy` file is a Python dict literal. numpy reads it with a literal parser, but readers in ' +
    'other tools and old versions call `eval` on it. A name, a call or an operator has no place there: ' +
    'whoever wrote it meant it to run.',
  remedy: 'Do not load it; keep it as evidence.',
  references: ['CWE-95', 'CVE-2019-6446'],
  check: (facts, path) =>
    flawFindings(facts, path, KINDS, ({ says }) => `carries code in its header: ${says}`),
}
