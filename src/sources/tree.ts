import type { Gap } from '../model/finding.ts'
import type { HubDownload, HubRepository } from './hugging-face-cache.ts'
import type { ManifestModel } from './manifest-store.ts'
import type { SourceFile } from './source-file.ts'

/** A symbolic link whose target lies outside the scanned root. It is not followed. */
export interface EscapingLink {
  readonly path: string
  /** As it stands in the link. Untrusted. */
  readonly target: string
}

/** What was found under one root, before any byte is read. Sorted by path. */
export interface SourceTree {
  readonly files: readonly SourceFile[]
  readonly escapes: readonly EscapingLink[]
  /** Folders left out on purpose: version control, virtual environments, installed packages. */
  readonly excluded: readonly string[]
  readonly gaps: readonly Gap[]
  readonly repositories: readonly HubRepository[]
  readonly downloads: readonly HubDownload[]
  readonly manifests: readonly ManifestModel[]
}

export const EMPTY_TREE: SourceTree = {
  files: [],
  escapes: [],
  excluded: [],
  gaps: [],
  repositories: [],
  downloads: [],
  manifests: [],
}
