import type { Artifact } from '../model/component.ts'
import type { Digest } from '../model/identity.ts'
import type { FileRecord } from '../model/record.ts'
import type { ExpectedDigest } from '../sources/expected-digest.ts'
import type { ManifestModel } from '../sources/manifest-store.ts'
import type { ChecksumCheck } from '../model/checksum.ts'

export interface CheckInput {
  readonly files: readonly {
    readonly path: string
    readonly digest?: Digest
    readonly gitId?: string
    readonly expected?: ExpectedDigest
  }[]
  readonly manifests: readonly ManifestModel[]
  readonly records: readonly { readonly path: string; readonly record: FileRecord }[]
  readonly artifacts: readonly Artifact[]
}

/**
 * What a store, a manifest or a pointer says of the bytes, against the bytes. All of them came with the bytes:
 * agreement is consistency with the source, never verification.
 */
export function checksumChecks({ files, manifests, records }: CheckInput): ChecksumCheck[] {
  const stores = new Map(manifests.flatMap((m) => m.layers.map((l) => [l.path, m.store] as const)))
  const checks = files.flatMap(({ path, digest, gitId, expected }): ChecksumCheck[] => {
    if (!expected) return []
    const seen = expected.algorithm === 'sha256' ? digest?.slice('sha256:'.length) : gitId
    return [
      {
        path,
        algorithm: expected.algorithm === 'sha256' ? 'sha256' : 'git-blob-sha1',
        expected: expected.hex,
        authority: authorityOf(expected, stores.get(path)),
        verdict: seen === undefined ? 'unchecked' : seen === expected.hex ? 'consistent' : 'mismatch',
      },
    ]
  })
  for (const { path, record } of records)
    if (record.kind === 'lfs-pointer')
      checks.push({
        path,
        algorithm: 'sha256',
        expected: record.oid.slice('sha256:'.length),
        authority: 'lfs-pointer',
        verdict: 'unchecked',
      })
  return checks.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function authorityOf(expected: ExpectedDigest, store: ManifestModel['store'] | undefined): string {
  if (store === 'ollama') return 'ollama-manifest'
  if (store === 'oci') return 'oci-digest'
  return expected.algorithm === 'sha256' ? 'hf-lfs-oid' : 'hf-git-oid'
}
