import type { Bytes } from '../../model/entry.ts'
import { recogniseMagic } from '../../bytes/magic.ts'
import type { ZipArchive, ZipEntry } from '../../bytes/zip/types.ts'
import { STORED } from '../../bytes/zip/types.ts'

/** Folders whose members PyTorch reads as raw numbers, below the root of the archive. */
const STORAGE =
  /^(?:.*\/)?(?:data\/\d+|tensors\/\d+|constants\/\d+|\.data\/[^/]+\.storage|data\/(?:weights|constants)\/[^/.]+)$/
const PICKLES = ['pickle'] as const
const PEEKED = 128

/** The folder that PyTorch takes for the root: the first path segment of the first member. */
export function rootOf(archive: ZipArchive): string {
  const first = archive.entries.find((e) => e.source === 'directory') ?? archive.entries[0]
  return first === undefined ? '' : first.name.slice(0, Math.max(0, first.name.indexOf('/')))
}

/**
 * Whether some PyTorch loader would make something of the archive: a member, in any folder and in any case,
 * that only its writers name so.
 */
export function isTorchArchive(archive: ZipArchive): boolean {
  let version = false
  let content = false
  for (const { name } of archive.entries) {
    const lower = name.toLowerCase()
    if (/(?:^|\/)(?:data|constants|bytecode)\.pkl$/.test(lower)) return true
    if (/(?:^|\/)\.data\/(?:extern_modules|python_version)$/.test(lower)) return true
    if (/(?:^|\/)(?:archive_format|\.format_version)$/.test(lower)) return true
    version ||= lower.endsWith('/version')
    content ||= /\/(?:data|tensors)\/\d+$|\/code\/.*\.py$/.test(lower)
  }
  return version && content
}

/** How loaders treat the members; undefined when it is no PyTorch archive. */
export function torchMemberRole(
  bytes: Bytes,
  archive: ZipArchive,
): ((entry: ZipEntry) => 'data' | { readonly as?: readonly string[] }) | undefined {
  if (!isTorchArchive(archive)) return undefined
  return (entry) => {
    const lower = entry.name.toLowerCase()
    if (/\.(?:pkl|pickle|debug_pkl)$/.test(lower)) return { as: PICKLES }
    return isStorageName(lower) && looksRaw(bytes, entry) ? 'data' : {}
  }
}

export function isStorageName(name: string): boolean {
  return STORAGE.test(name.toLowerCase())
}

/**
 * Tensor data is not searched byte by byte. What a loader other than PyTorch's would take for its own at
 * first sight - a pickle, an archive, an executable, text - is walked like any member.
 */
function looksRaw(bytes: Bytes, entry: ZipEntry): boolean {
  if (entry.method !== STORED || entry.dataAt < 0) return false
  const head = bytes.read(entry.dataAt, Math.min(PEEKED, entry.compressed))
  if (recogniseMagic(head) !== undefined) return false
  if (head.length >= 2 && head[0] === 0x80 && head[1]! <= 5) return false
  return !(
    head.length >= 8 && head.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d)
  )
}
