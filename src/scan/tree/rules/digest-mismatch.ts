import type { Rule } from '../../../model/rule.ts'
import type { TreeFacts, TreeFile } from '../facts.ts'

export const digestMismatch: Rule<TreeFacts> = {
  id: 'tree-digest-mismatch',
  title: 'Not the bytes that were downloaded',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Content-addressed stores name a file by its digest, and downloads into a folder leave a record of it. ' +
    'Bytes that no longer match were changed after they arrived, or arrived damaged; clients check the size at most. ' +
    'A match says only that the file is what its origin sent, not that the origin is trustworthy.',
  remedy: 'Delete the file and download it again; find out who changed it.',
  references: ['CWE-354', 'CWE-494'],
  *check({ files }) {
    for (const file of files) {
      const actual = actualDigest(file)
      if (!file.expected || !actual || actual === file.expected.hex) continue
      const at = { path: file.path }
      const { says, algorithm, hex } = file.expected
      const name = algorithm === 'git' ? 'git blob id' : 'sha256'
      yield {
        message: `is not what was downloaded: the ${says} says ${name} ${hex.slice(0, 12)}…, the bytes have ${actual.slice(0, 12)}…`,
        // Small text files in a download folder are edited by their owners; weights are not.
        severity: says === 'download record' && algorithm === 'git' ? 'low' : 'high',
        at,
        evidence: [{ at, says: `${name} of the bytes is ${actual}, ${hex} is expected by the ${says}` }],
        seen: `${hex} ${actual}`,
      }
    }
  },
}

function actualDigest({ expected, digest, gitId }: TreeFile): string | undefined {
  return expected?.algorithm === 'git' ? gitId : digest?.slice('sha256:'.length)
}
