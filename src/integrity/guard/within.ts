import { relative, sep } from 'node:path'
import type { LockPlaces } from '../lock/lock-path.ts'
import type { Walk } from './walk.ts'

const HUB_REPOSITORY = /^(.*)[/\\](?:models|datasets|spaces|kernels)--[^/\\]+[/\\]/

/**
 * Whether a real path lies where links of a lock may lead: under its folder or a root, or, where a root is a snapshot
 * of the hub, anywhere in that cache, whose links lead to blobs beside the snapshots.
 */
export function isWithin(
  real: string,
  walk: Pick<Walk, 'roots'>,
  places: Pick<LockPlaces, 'folder'>,
): boolean {
  return (
    contains(places.folder, real) ||
    walk.roots.some((root) => {
      if (contains(root, real)) return true
      const hub = HUB_REPOSITORY.exec(`${root}${sep}`)?.[1]
      return hub !== undefined && contains(hub, real)
    })
  )
}

export function contains(folder: string, path: string): boolean {
  const inner = relative(folder, path)
  return inner !== '..' && !inner.startsWith(`..${sep}`)
}
