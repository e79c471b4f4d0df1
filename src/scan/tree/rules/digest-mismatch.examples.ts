import type { CheckedFile } from '../../../inventory/checks.ts'
import type { AuthorityKind, ChecksumCheck } from '../../../model/checksum.ts'
import { tree, type TreeExamples } from '../example.ts'
import type { TreeFacts } from '../facts.ts'

const a = 'a'.repeat(64)
const b = 'b'.repeat(64)
const git = 'c'.repeat(40)

function said(kind: AuthorityKind, found: string | undefined, over: Partial<ChecksumCheck> = {}): TreeFacts {
  const path = over.path ?? 'model.safetensors'
  const expected = over.expected ?? a
  const verdict = found === undefined ? 'unchecked' : found === expected ? 'consistent' : 'mismatch'
  const checked: CheckedFile = {
    check: { path, algorithm: 'sha256', expected, authority: kind, verdict, ...over },
    kind,
    cameWithBytes: kind !== 'assay-lock',
    ...(found !== undefined && { found }),
  }
  return tree([path], { checked: [checked] })
}

export const examples: TreeExamples = {
  bad: [
    said('hf-lfs-oid', b),
    said('hf-git-oid', 'd'.repeat(40), { algorithm: 'git-blob-sha1', expected: git }),
    said('sha256sums-file', b),
    said('sha256sums-file', 'd'.repeat(128), { algorithm: 'sha512', expected: 'e'.repeat(128) }),
    said('model-card', b),
    said('assay-lock', b, { path: 'notes.txt' }),
  ],
  good: [
    said('hf-lfs-oid', a),
    said('hf-git-oid', git, { algorithm: 'git-blob-sha1', expected: git }),
    said('sha256sums-file', a),
    said('lfs-pointer', undefined),
    tree(['nobody-says-anything.bin']),
  ],
}
