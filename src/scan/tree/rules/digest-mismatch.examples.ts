import type { ExpectedDigest } from '../../../sources/expected-digest.ts'
import { tree, type TreeExamples } from '../example.ts'
import type { TreeFile } from '../facts.ts'

const a = 'a'.repeat(64)
const b = 'b'.repeat(64)
const git = 'c'.repeat(40)

function file(expected: ExpectedDigest, actual: Pick<TreeFile, 'digest' | 'gitId'>): TreeFile {
  return { path: 'model.safetensors', aliases: [], size: 1, format: 'safetensors', expected, ...actual }
}

export const examples: TreeExamples = {
  bad: [
    tree([file({ algorithm: 'sha256', hex: a, says: 'blob name' }, { digest: `sha256:${b}` })]),
    tree([
      file(
        { algorithm: 'git', hex: git, says: 'download record' },
        { digest: `sha256:${b}`, gitId: 'd'.repeat(40) },
      ),
    ]),
  ],
  good: [
    tree([file({ algorithm: 'sha256', hex: a, says: 'blob name' }, { digest: `sha256:${a}` })]),
    tree([file({ algorithm: 'git', hex: git, says: 'blob name' }, { digest: `sha256:${b}`, gitId: git })]),
    tree(['nobody-says-anything.bin']),
  ],
}
