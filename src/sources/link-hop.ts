import { lstatSync, readlinkSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * The link that a link leads to first, where there is one between it and the file: in a cache that shares blobs between
 * repositories, its name is the digest, and the blob is called something else.
 */
export function linkHop(absolute: string): string | undefined {
  try {
    const hop = resolve(dirname(absolute), readlinkSync(absolute))
    return lstatSync(hop).isSymbolicLink() ? hop : undefined
  } catch {
    return undefined
  }
}
