import type { CheckedFile } from '../../inventory/checks.ts'
import type { FoundDerivation } from '../derivations.ts'
import type { Digest } from '../../model/identity.ts'
import type { FileRecord } from '../../model/record.ts'
import type { ExpectedDigest } from '../../sources/expected-digest.ts'
import type { ManifestModel } from '../../sources/manifest-store.ts'
import type { EscapingLink } from '../../sources/tree.ts'

/** Everything about a tree that no single file shows. Paths are relative to the scanned root. */
export interface TreeFacts {
  readonly files: readonly TreeFile[]
  readonly escapes: readonly EscapingLink[]
  readonly records: readonly { readonly path: string; readonly record: FileRecord }[]
  readonly manifests: readonly ManifestModel[]
  /** What is said of the bytes of the files. */
  readonly checked: readonly CheckedFile[]
  /** What results of `assay derive` say of the files. */
  readonly derivations: readonly FoundDerivation[]
}

export interface TreeFile {
  readonly path: string
  readonly aliases: readonly string[]
  /** Bytes. */
  readonly size: number
  readonly digest?: Digest
  /** SHA-1 of the git blob, where something claims one. */
  readonly gitId?: string
  readonly expected?: ExpectedDigest
  readonly format: string
}
