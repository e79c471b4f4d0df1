import type { ZipArchive, ZipEntry } from '../../bytes/zip/types.ts'
import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { isLabel, isPickleName, isStorageName, isTorchArchive, looksRaw, rootOf } from './layout.ts'
import { declaredStorages, storageKey } from './storages.ts'

const PICKLE = { as: ['pickle'] } as const

/** How PyTorch treats the members; undefined when it is no PyTorch archive. */
export function torchMemberRole(
  bytes: Bytes,
  archive: ZipArchive,
  ctx: Context,
): ((entry: ZipEntry) => 'data' | { readonly as?: readonly string[] }) | undefined {
  if (!isTorchArchive(archive)) return undefined
  const declared = declaredStorages(bytes, archive, ctx)
  const root = rootOf(archive)
  return (entry) => {
    if (isPickleName(entry.name)) return PICKLE
    if (isLabel(bytes, entry)) return 'data'
    if (!isStorageName(entry.name)) return {}
    const key = storageKey(root, entry.name)
    const undeclared = declared !== undefined && key !== undefined && /^\d+$/.test(key) && !declared.has(key)
    return !undeclared && looksRaw(bytes, entry) ? 'data' : {}
  }
}
