import type { Bytes } from '../../model/entry.ts'
import { quoted } from './central-directory.ts'
import { readGap } from './gap.ts'
import { localFlaws, localHeaderReader } from './local-header.ts'
import type { ByteSpan, ZipEntry, ZipFlaw } from './types.ts'

interface Layout {
  /** What only local headers name. */
  readonly hidden: readonly ZipEntry[]
  readonly flaws: ZipFlaw[]
  readonly unaccounted: readonly ByteSpan[]
}

/**
 * Where each listed member really lies: against its local header, its neighbours, and the bytes between them.
 * Fills in the data offsets of what is listed.
 */
export function layOut(bytes: Bytes, listed: readonly ZipEntry[], directory: ByteSpan): Layout {
  const hidden: ZipEntry[] = []
  const flaws: ZipFlaw[] = []
  const unaccounted: ByteSpan[] = []
  const localAt = localHeaderReader(bytes)
  let end = 0
  let before: ZipEntry | undefined
  const reach = (start: number, to: number, entry: ZipEntry | undefined): void => {
    if (start > end) {
      const gap = readGap(bytes, { start: end, end: start }, before, localAt)
      hidden.push(...gap.entries)
      flaws.push(...gap.flaws)
      unaccounted.push(...gap.unaccounted)
    } else if (start < end && before !== undefined) flaws.push(overlap(before, entry, start))
    if (to < end) return
    end = to
    before = entry
  }
  for (const entry of inOrder(listed)) {
    const local = localAt(entry.headerAt)
    if (local === undefined) {
      flaws.push(
        flaw('local-missing', entry, `${quoted(entry.name)} has no local header where the directory says`),
      )
      continue
    }
    flaws.push(...localFlaws(entry, local))
    entry.dataAt = local.dataAt
    const to = local.dataAt + entry.compressed
    if (to > bytes.size)
      flaws.push(flaw('outside', entry, `${quoted(entry.name)} goes on behind the end of the file`))
    reach(entry.headerAt, to, entry)
  }
  reach(directory.start, directory.end, undefined)
  return { hidden, flaws, unaccounted }
}

/** By offset; writers list members as they wrote them, so that most archives are in order. */
function inOrder(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const sorted = entries.every((entry, i) => i === 0 || entries[i - 1]!.headerAt <= entry.headerAt)
  return sorted ? entries : entries.toSorted((a, b) => a.headerAt - b.headerAt)
}

/** Whether an offset lies in what a member covers. */
export function coveredBy(entries: readonly ZipEntry[], at: number): boolean {
  return entries.some((e) => e.dataAt >= 0 && e.headerAt <= at && at < e.dataAt + e.compressed)
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
