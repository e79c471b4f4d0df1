import type { HubFile } from '../../intel/hub/repository-tree.ts'
import type { Gap } from '../../model/finding.ts'
import type { ExaminedTree } from './examined-tree.ts'
import type { HubTarget } from './hub-target.ts'
import type { Word } from './word.ts'

/** What is said of whole repositories: files that are not in them are nobody's. */
export interface RepositoryWords {
  readonly words: readonly Word[]
  /** Files of the tree that lie in a repository and are unknown there, with what to say of them. */
  readonly strangers: ReadonlyMap<string, string>
  readonly gaps: readonly Gap[]
}

interface RepositoryTree extends Pick<Word, 'source' | 'origin' | 'cameWithBytes'> {
  readonly files: readonly HubFile[]
}

/** Joins the files of a repository and those of the tree by their names in the repository. */
export function repositoryWords(
  { files, ...base }: RepositoryTree,
  { nameOf }: Pick<HubTarget, 'nameOf'>,
  { files: there }: ExaminedTree,
): Omit<RepositoryWords, 'gaps'> {
  const said = new Map(files.map((f) => [f.path, f]))
  const words: Word[] = []
  const strangers = new Map<string, string>()
  for (const { path, aliases } of there) {
    const names = [path, ...aliases].map(nameOf).filter((name) => name !== undefined)
    if (names.length === 0) continue
    const known = names.map((name) => said.get(name)).filter((file) => file !== undefined)
    if (known.length === 0) strangers.set(path, `is not in ${base.source}`)
    for (const file of known) words.push(...wordOf(path, file, base))
  }
  return { words, strangers }
}

function wordOf(path: string, { sha256, gitId }: HubFile, base: Omit<RepositoryTree, 'files'>): Word[] {
  if (sha256 !== undefined) return [{ ...base, path, algorithm: 'sha256', hex: sha256, kind: 'hf-lfs-oid' }]
  if (gitId !== undefined)
    return [{ ...base, path, algorithm: 'git-blob-sha1', hex: gitId, kind: 'hf-git-oid' }]
  return []
}
