import type { ManifestModel } from '../../sources/manifest-store.ts'
import type { SourceFile } from '../../sources/source-file.ts'

/** The hub's clients: what they note of each download, locks, refs, marks of what is not there. */
const HUB_CLIENT =
  /(?:^|\/)(?:\.cache\/huggingface\/(?:\.gitignore|CACHEDIR\.TAG|(?:download|trees)\/.+\.(?:metadata|lock|json))|(?:models|datasets|spaces|kernels)--[^/]+\/(?:refs|trees|\.no_exist)\/.+|\.locks\/.+\.lock)$/
const CACHE_MARK = /(?:^|\/)(?:CACHEDIR\.TAG|\.huggingface-shared-blobs)$|^version\.txt$/
const VERSION_CONTROL = /(?:^|\/)\.git(?:ignore|attributes|modules|keep)$|(?:^|\/)\.git(?:hub)?\//
/** Manifests of stores name the blobs; a blob bears its digest as its name. */
const STORE = /(?:^|\/)(?:oci-layout|index\.json)$/
const MAX_SIZE = 64 * 1024

/**
 * Whether a file is what version control, a client or a store keeps for itself and nobody loads. By exact places
 * alone: a file elsewhere in such a folder counts like any other.
 */
export function isBookkeeping({ path, size }: SourceFile): boolean {
  if (VERSION_CONTROL.test(path)) return true
  if (HUB_CLIENT.test(path)) return size <= MAX_SIZE || /\/trees\/[0-9a-f]{40}\.json$/.test(path)
  return CACHE_MARK.test(path) && size <= MAX_SIZE
}

/** Whether a file lists the blobs of a store. Manifests that are blobs themselves bear their digest as their name. */
export function isStoreIndex(
  path: string,
  manifests: readonly Pick<ManifestModel, 'path' | 'store'>[],
): boolean {
  if (manifests.some((m) => m.path === path)) return !/(?:^|\/)blobs\/sha256\/[^/]+$/.test(path)
  return manifests.some((m) => m.store === 'oci') && STORE.test(path)
}
