import { matchesGlob } from '../../text/glob.ts'
import { parseLfsPointer } from '../lfs-pointer.ts'
import { openRepository } from './repository.ts'

/** What the checked-out commit says of one file. */
interface CommittedFile {
  /** Relative to the folder. */
  readonly path: string
  /** SHA-1 or SHA-256 of the git blob: of the file, unless it is a large one. */
  readonly gitId: string
  /** Of a large file: what the committed pointer says. */
  readonly sha256?: string
}

export interface Checkout {
  /** Address of `origin`, without credentials. */
  readonly remote?: string
  readonly commit: string
  readonly files: readonly CommittedFile[]
}

const MAX_POINTERS = 20_000

/** The commit that a folder is checked out from. Undefined outside git. */
export function committedFiles(folder: string): Checkout | undefined {
  const repository = openRepository(folder)
  try {
    const { commit, remote } = repository ?? {}
    const listed = commit === undefined ? undefined : repository?.filesAt(commit)
    if (commit === undefined || !listed) return undefined
    const all = [...listed]
    const patterns = all.flatMap(({ path, read }) =>
      /(?:^|\/)\.gitattributes$/.test(path) ? largeFilePatterns(path, read()) : [],
    )
    let pointers = 0
    const files = all.map(({ path, id, read }): CommittedFile => {
      const isLarge = patterns.some((pattern) => matchesGlob(pattern, path))
      const data = isLarge && ++pointers <= MAX_POINTERS ? read() : undefined
      const pointer = data && parseLfsPointer(data)
      return { path, gitId: id, ...(pointer && { sha256: pointer.sha256 }) }
    })
    return { commit, files, ...(remote !== undefined && { remote }) }
  } finally {
    repository?.close()
  }
}

/** `*.bin filter=lfs diff=lfs merge=lfs -text`; the pattern is relative to the folder of the file. */
function largeFilePatterns(path: string, attributes: Buffer | undefined): string[] {
  const folder = path.slice(0, -'.gitattributes'.length)
  return (attributes?.toString('utf8') ?? '').split('\n').flatMap((line) => {
    const [pattern = '', ...words] = line.trim().split(/\s+/)
    if (pattern.startsWith('#') || !words.includes('filter=lfs')) return []
    if (!pattern.replace(/^\//, '').includes('/'))
      return [pattern.startsWith('/') ? folder + pattern.slice(1) : `${folder && `${folder}**/`}${pattern}`]
    return [folder + pattern.replace(/^\//, '')]
  })
}
