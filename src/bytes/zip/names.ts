import { quoted } from './central-directory.ts'
import type { ZipEntry, ZipFlaw } from './types.ts'

/**
 * Names that stand for more than one member: Python takes the last, PyTorch whichever its sorted index meets,
 * and PyTorch folds case. Copies with the same content do no harm and are not mentioned.
 */
export function* sameNames(entries: readonly ZipEntry[]): Generator<ZipFlaw> {
  const exact = new Map<string, ZipEntry>()
  const folded = new Map<string, ZipEntry>()
  for (const entry of entries) {
    if (entry.source === 'local-header') continue
    const twin = exact.get(entry.name)
    const lower = entry.name.toLowerCase()
    const cousin = folded.get(lower)
    if (twin !== undefined && !sameContent(twin, entry))
      yield flaw('duplicate', entry, `${quoted(entry.name)} stands for two different members`)
    else if (twin === undefined && cousin !== undefined && !sameContent(cousin, entry))
      yield flaw(
        'folded-duplicate',
        entry,
        `${quoted(entry.name)} and ${quoted(cousin.name)} differ in case only`,
      )
    exact.set(entry.name, entry)
    folded.set(lower, entry)
  }
}

function sameContent(a: ZipEntry, b: ZipEntry): boolean {
  return a.headerAt === b.headerAt || (a.crc === b.crc && a.size === b.size)
}

function flaw(kind: 'duplicate' | 'folded-duplicate', entry: ZipEntry, says: string): ZipFlaw {
  return {
    kind,
    says,
    start: entry.headerAt,
    end: Math.max(entry.dataAt, entry.headerAt + 30),
    name: entry.name,
  }
}
