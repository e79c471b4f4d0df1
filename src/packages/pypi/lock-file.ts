import type { Discovery } from '../../model/discoverer.ts'
import type { Gap, GapReason } from '../../model/finding.ts'
import { lineRange } from '../../model/location.ts'
import { overLimit } from '../../model/read-error.ts'
import type { PackageEntry, PackageIndex, PackageSet } from '../package-set.ts'
import { gapsOf, type Skipped } from '../skipped.ts'
import { tableOf, listOf, type Table } from './toml.ts'
import type { EntryLines } from './entry-lines.ts'

/** More than any project has: what a file says of each costs memory. */
const MAX_PACKAGES = 50_000

/** A file's name as evidence says it, without its folder. */
export function titleOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)
}

export function gapAt(path: string, line: number, reason: GapReason, detail: string): Discovery<never> {
  const gap: Gap = { at: { path, range: lineRange(line) }, reason, detail }
  return { kind: 'gap', gap }
}

/** One entry of a lock, or why there is none. */
export type ReadEntry<T> = (entry: Table, line: number) => T | string

/** Reads every entry of a list of tables. A broken one is a gap of its own. */
export function readEntries<T>(
  value: unknown,
  lines: EntryLines,
  path: string,
  read: ReadEntry<T>,
  checkpoint: () => void,
): { readonly entries: readonly T[]; readonly gaps: readonly Discovery<never>[] } {
  const entries: T[] = []
  const skipped: Skipped[] = []
  const list = listOf(value)
  if (list.length > MAX_PACKAGES) throw overLimit(`more than ${MAX_PACKAGES} packages in one file`)
  for (const [index, item] of list.entries()) {
    if ((index & 255) === 0) checkpoint()
    const table = tableOf(item)
    const line = lines(index, table ?? {})
    const result = table ? read(table, line) : 'a package that is no table'
    if (typeof result === 'string') skipped.push({ line, detail: result })
    else entries.push(result)
  }
  return { entries, gaps: [...gapsOf(path, skipped)] }
}

/** Indexes that packages of the set were taken from, in the order in which they are met. */
export function usedIndexes(entries: readonly PackageEntry[]): readonly PackageIndex[] {
  const found = new Map<string, PackageIndex>()
  for (const { source, line } of entries) {
    if (source?.kind !== 'registry' || !source.url || found.has(source.url)) continue
    found.set(source.url, {
      role: 'used',
      url: source.url,
      ...(source.name && { name: source.name }),
      credentials: false,
      line,
    })
  }
  return [...found.values()]
}

/** What all locks have in common until something says otherwise. */
export const EMPTY_LOCK: Omit<PackageSet, 'title' | 'packages'> = {
  kind: 'lock',
  complete: false,
  projects: [],
  indexes: [],
  options: [],
  includes: [],
}
