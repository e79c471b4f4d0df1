import { lstatSync, realpathSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { cacheStores } from './confinement.ts'
import { hubDownloads, hubRepositories, unfinishedDownloads } from './hugging-face-cache.ts'
import { linkHop } from './link-hop.ts'
import { ociModels, ollamaModels } from './manifest-store.ts'
import { EMPTY_TREE, type SourceTree } from './tree.ts'
import type { Environments } from './environment.ts'
import { walkFolder } from './walk.ts'

export interface DiscoverOptions {
  /** What is done with virtual environments and installed packages: left out unless it says otherwise. */
  readonly environments?: Environments
}

/**
 * Lists what is under a folder, or a single file, without reading weights.
 * Throws what `lstat` throws when there is nothing at the path.
 */
export function discover(path: string, options: DiscoverOptions = {}): SourceTree {
  const stat = statSync(path)
  const root = realpathSync(path)
  if (!stat.isDirectory()) {
    if (!stat.isFile()) {
      const gap = {
        at: { path: basename(path) },
        reason: 'unsupported',
        detail: 'is a device, socket or pipe',
      } as const
      return { ...EMPTY_TREE, gaps: [gap] }
    }
    const via = linkHop(path)
    const name = lstatSync(path).isSymbolicLink() || basename(path) !== '' ? basename(path) : basename(root)
    return {
      ...EMPTY_TREE,
      files: [
        {
          path: name,
          absolute: root,
          size: stat.size,
          modified: Math.trunc(stat.mtimeMs),
          aliases: [],
          ...(via !== undefined && { via }),
        },
      ],
    }
  }
  const walked = walkFolder({ root, allowed: cacheStores(root), ...options })
  return {
    ...walked,
    gaps: [...walked.gaps, ...unfinishedDownloads(walked.files, root)],
    repositories: hubRepositories(walked.files, root),
    downloads: hubDownloads(walked.files),
    manifests: [...ollamaModels(walked.files), ...ociModels(walked.files)],
  }
}
