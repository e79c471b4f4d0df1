import type { Bytes } from '../../model/entry.ts'
import { quoted } from './central-directory.ts'
import { readGap } from './gap.ts'
import { localFlaws, localHeaderReader } from './local-header.ts'
import type { ByteSpan, ZipEntry, ZipFlaw } from './types.ts'

interface Layout {
  /** With data offsets, and with what only local headers name. */
  readonly entries: ZipEntry[]
  readonly flaws: ZipFlaw[]
  /** Of headers with their data, by offset. */
  readonly spans: readonly ByteSpan[]
  readonly unaccounted: readonly ByteSpan[]
}

/** Where each listed member really lies: against its local header, its neighbours, and the bytes between them. */
export function layOut(bytes: Bytes, listed: readonly ZipEntry[], directory: ByteSpan): Layout {
  const entries: ZipEntry[] = []
  const flaws: ZipFlaw[] = []
  const spans: (ByteSpan & { readonly entry: ZipEntry })[] = []
  const localAt = localHeaderReader(bytes)
  for (const entry of listed) {
    const local = localAt(entry.headerAt)
    if (local === undefined) {
      entries.push(entry)
      flaws.push(
        flaw('local-missing', entry, `${quoted(entry.name)} has no local header where the directory says`),
      )
      continue
    }
    flaws.push(...localFlaws(entry, local))
    const placed: ZipEntry = { ...entry, dataAt: local.dataAt }
    entries.push(placed)
    spans.push({ start: entry.headerAt, end: local.dataAt + entry.compressed, entry: placed })
  }
  spans.sort((a, b) => a.start - b.start || a.end - b.end)

  const unaccounted: ByteSpan[] = []
  let end = 0
  let before: ZipEntry | undefined
  for (const span of [...spans, { ...directory, entry: undefined }]) {
    if (span.start > end) {
      const gap = readGap(bytes, { start: end, end: span.start }, before, localAt)
      entries.push(...gap.entries)
      flaws.push(...gap.flaws)
      unaccounted.push(...gap.unaccounted)
    } else if (span.start < end && before !== undefined) flaws.push(overlap(before, span.entry, span.start))
    if (span.end >= end) {
      end = span.end
      before = span.entry
    }
  }
  for (const { entry, end: last } of spans)
    if (last > bytes.size)
      flaws.push(flaw('outside', entry, `${quoted(entry.name)} goes on behind the end of the file`))
  return { entries, flaws, spans, unaccounted }
}

function overlap(before: ZipEntry, entry: ZipEntry | undefined, at: number): ZipFlaw {
  const what = entry === undefined ? 'the central directory' : quoted(entry.name)
  return {
    kind: 'overlap',
    says: `${quoted(before.name)} and ${what} share bytes`,
    start: at,
    end: at + 30,
    name: entry?.name ?? before.name,
  }
}

function flaw(kind: ZipFlaw['kind'], entry: ZipEntry, says: string): ZipFlaw {
  return { kind, says, start: entry.headerAt, end: entry.headerAt + 30, name: entry.name }
}
