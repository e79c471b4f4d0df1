import { existsSync, lstatSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'

/** Both are real paths. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

const REPOSITORY = /^(?:models|datasets|spaces|kernels)--.+/
const SHARED_MARKER = '.huggingface-shared-blobs'

/**
 * Where links of a Hugging Face cache may lead when only a part of the cache is scanned: the `blobs` of the
 * repository that the root lies in, and the cache-wide store that hub 1.32 and later link those to.
 * Everything else outside the root stays an escape: `config.json -> /etc/passwd` in a snapshot is an attack.
 */
export function cacheStores(root: string): string[] {
  const stores: string[] = []
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) {
    if (!REPOSITORY.test(basename(folder))) continue
    const blobs = join(folder, 'blobs')
    if (isFolder(blobs)) stores.push(blobs)
    const shared = join(dirname(folder), 'blobs')
    if (existsSync(join(shared, SHARED_MARKER))) stores.push(shared)
  }
  return stores
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
