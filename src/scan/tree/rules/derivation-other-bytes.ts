import { posix } from 'node:path'
import type { Rule } from '../../../model/rule.ts'
import type { TreeFacts } from '../facts.ts'

const SHOWN = 'sha256:'.length + 12

export const derivationOtherBytes: Rule<TreeFacts> = {
  id: 'tree-derivation-other-bytes',
  title: 'A derivation result about other bytes',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A result of `assay derive` lies beside a file whose name it bears, and was made of other bytes. It proves ' +
    'nothing of this file: the file was exchanged after it was compared, or the result belongs to another version. ' +
    'Who reads the result beside the file takes it for proven.',
  remedy: 'Compare the file again: assay derive FILE --from BASE -o json=FILE.derivation.json.',
  references: ['CWE-345', 'CWE-354'],
  *check({ derivations }) {
    for (const { source, changed } of derivations)
      for (const { path, expected, found } of changed)
        yield {
          message: `is not what ${posix.basename(source)} was made of: ${found.slice(0, SHOWN)}, not ${expected.slice(0, SHOWN)}`,
          at: { path },
          evidence: [{ at: { path: source }, says: `is about ${expected}` }],
          seen: JSON.stringify([expected, found]),
        }
  },
}
