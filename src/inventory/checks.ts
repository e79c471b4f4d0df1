import { compare } from '../integrity/compare.ts'
import type { DigestedFile } from '../integrity/digested-file.ts'
import type { Listing } from '../integrity/listing.ts'
import type { AuthorityKind, ChecksumAlgorithm, ChecksumCheck } from '../model/checksum.ts'
import type { Digest } from '../model/identity.ts'
import { lineRange, type Location } from '../model/location.ts'
import type { FileRecord } from '../model/record.ts'
import type { ExpectedDigest } from '../sources/expected-digest.ts'
import type { ManifestModel } from '../sources/manifest-store.ts'
import { uncovered, type Covering } from './unpublished.ts'

/** What somebody says of the bytes of a file, where he says it, and what the bytes are. */
export interface CheckedFile {
  readonly check: ChecksumCheck
  /** Lower-case hex of the bytes, by the algorithm of the check. */
  readonly found?: string
  readonly kind: AuthorityKind
  /** It lies in the tree, or it is the store or record that the bytes came with. */
  readonly cameWithBytes: boolean
  /** A note beside the file that its owner's own edits leave behind: of a download, of a commit. */
  readonly isRecord?: boolean
  /** The place that says it, when it is a file of the tree. */
  readonly at?: Location
}

export interface HashedFile {
  readonly path: string
  readonly aliases: readonly string[]
  readonly size: number
  readonly digest?: Digest
  readonly gitId?: string
  /** Further digests that listings ask for. */
  readonly others?: Readonly<Partial<Record<ChecksumAlgorithm, string>>>
  readonly expected?: ExpectedDigest
}

export interface CheckInput {
  readonly files: readonly HashedFile[]
  readonly manifests: readonly ManifestModel[]
  readonly records: readonly { readonly path: string; readonly record: FileRecord }[]
  /** What lists, cards and locks say, by the paths of the files. */
  readonly listings: readonly Listing[]
  readonly covering: Covering
}

/**
 * All that is said of the bytes, against the bytes. Stores, download records and lists in the tree came with the
 * bytes: their agreement is consistency with the source. A lock that is in force repeats who had verified them.
 */
export function checkFiles(input: CheckInput): CheckedFile[] {
  const { files, manifests, records, listings } = input
  const checks = [...storeChecks(files, manifests), ...listedChecks(files, listings)]
  for (const { path, record } of records)
    if (record.kind === 'lfs-pointer')
      checks.push({
        check: {
          path,
          algorithm: 'sha256',
          expected: record.oid.slice('sha256:'.length),
          authority: 'lfs-pointer',
          verdict: 'unchecked',
        },
        kind: 'lfs-pointer',
        cameWithBytes: true,
      })
  checks.push(...uncovered(input, new Set(checks.map((c) => c.check.path))))
  return checks.toSorted((a, b) => byText(keyOf(a), keyOf(b)))
}

function storeChecks(files: CheckInput['files'], manifests: readonly ManifestModel[]): CheckedFile[] {
  const stores = new Map(manifests.flatMap((m) => m.layers.map((l) => [l.path, m.store] as const)))
  return files.flatMap(({ path, digest, gitId, expected }): CheckedFile[] => {
    if (!expected) return []
    const authority = authorityOf(expected, stores.get(path))
    const found = expected.algorithm === 'sha256' ? digest?.slice('sha256:'.length) : gitId
    return [
      {
        check: {
          path,
          algorithm: expected.algorithm === 'sha256' ? 'sha256' : 'git-blob-sha1',
          expected: expected.hex,
          authority,
          verdict: found === undefined ? 'unchecked' : found === expected.hex ? 'consistent' : 'mismatch',
        },
        kind: authority,
        cameWithBytes: true,
        isRecord: expected.says === 'download record',
        ...(found !== undefined && { found }),
      },
    ]
  })
}

function listedChecks(files: CheckInput['files'], listings: readonly Listing[]): CheckedFile[] {
  const byPath = new Map(
    files.flatMap(({ path, aliases, size, digest, others = {} }) =>
      digest ? [[path, { path, aliases, size, digest, others } satisfies DigestedFile] as const] : [],
    ),
  )
  return listings.flatMap((listing) => {
    const named = new Set([...listing.digests.map((d) => d.name), ...(listing.unclear ?? [])])
    const meant = [...named].flatMap((path) => byPath.get(path) ?? [])
    const { kind, cameWithBytes } = listing
    return compare(meant, [listing]).files.flatMap(({ path, words, verdict, authority }): CheckedFile[] => {
      const said = { kind, cameWithBytes }
      if (words.length === 0 && verdict === 'unchecked' && authority !== undefined)
        return [{ check: { path, algorithm: 'sha256', expected: '', authority, verdict }, ...said }]
      return words.map((word): CheckedFile => {
        const found = digestBy(byPath.get(path)!, word.algorithm)
        const range = word.line === undefined ? {} : { range: lineRange(word.line) }
        return {
          check: {
            path,
            algorithm: word.algorithm,
            expected: word.expected,
            authority: word.authority,
            verdict: word.verdict,
          },
          ...said,
          ...(found !== undefined && { found }),
          ...(isFile(kind) && cameWithBytes && { at: { path: listing.source, ...range } }),
        }
      })
    })
  })
}

/** Whether the source of a listing is a file of the tree. */
function isFile(kind: AuthorityKind): boolean {
  return kind !== 'lfs-pointer'
}

function digestBy({ digest, others }: DigestedFile, algorithm: ChecksumAlgorithm): string | undefined {
  return algorithm === 'sha256' ? digest.slice('sha256:'.length) : others[algorithm]
}

function authorityOf(expected: ExpectedDigest, store: ManifestModel['store'] | undefined): AuthorityKind {
  if (store === 'ollama') return 'ollama-manifest'
  if (store === 'oci') return 'oci-digest'
  return expected.algorithm === 'sha256' ? 'hf-lfs-oid' : 'hf-git-oid'
}

function keyOf({ check: { path, authority, algorithm, expected } }: CheckedFile): string {
  return `${path}\0${authority}\0${algorithm}\0${expected}`
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
