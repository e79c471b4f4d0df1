import { recogniseMagic } from '../../bytes/magic.ts'
import { STORED, type ZipArchive, type ZipEntry } from '../../bytes/zip/types.ts'
import type { Bytes } from '../../model/entry.ts'

/** Below any folder, what PyTorch reads as raw numbers. */
const STORAGE =
  /^(?:.*\/)?(?:data\/\d+|tensors\/\d+|traced_inputs\/\d+|constants\/\d+|\.data\/[^/]+\.storage|data\/(?:weights|constants)\/[^/.]+)$/
/** Lines of text that loaders compare or parse as numbers and names. */
const LABEL =
  /(?:^|\/)(?:version|byteorder|\.format_version|\.storage_alignment|archive_format|archive_version|\.data\/(?:version|serialization_id|extern_modules|python_version))$/
const PLAIN_LABEL = /^[\w.*\s-]*$/
const MAX_LABEL = 64 * 1024
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

export function isPickleName(name: string): boolean {
  return /\.(?:pkl|pickle|debug_pkl)$/i.test(name)
}

export function isCodeName(name: string): boolean {
  return /(?:^|\/)code\/.*\.py$/i.test(name)
}

export function isStorageName(name: string): boolean {
  return STORAGE.test(name.toLowerCase())
}

/**
 * Tensor data is not searched byte by byte. What another loader would take for its own at first sight - a pickle,
 * an archive, an executable, text - is walked like any member.
 */
export function looksRaw(bytes: Bytes, entry: ZipEntry): boolean {
  if (entry.method !== STORED || entry.dataAt < 0) return false
  const head = bytes.read(entry.dataAt, Math.min(PEEKED, entry.compressed))
  if (recogniseMagic(head) !== undefined) return false
  if (head.length >= 2 && head[0] === 0x80 && head[1]! <= 5) return false
  return (
    head.length < 8 || !head.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d)
  )
}

/** A label that is nothing but one: with these characters no pickle can call and no script can run. */
export function isLabel(bytes: Bytes, entry: ZipEntry): boolean {
  if (entry.method !== STORED || entry.dataAt < 0 || entry.compressed > MAX_LABEL) return false
  return (
    LABEL.test(entry.name.toLowerCase()) &&
    PLAIN_LABEL.test(bytes.read(entry.dataAt, entry.compressed).toString('latin1'))
  )
}
