import { quoted } from './central-directory.ts'
import type { ZipEntry, ZipFlaw } from './types.ts'

/**
 * Names that stand for more than one member: Python takes the last, PyTorch whichever its sorted index meets,
 * and PyTorch folds case. Copies with the same content do no harm and are not mentioned.
 */
export function* sameNames(entries: readonly ZipEntry[]): Generator<ZipFlaw> {
  const known = new Map<string, ZipEntry | ZipEntry[]>()
  for (const entry of entries) {
    if (entry.source === 'local-header') continue
    const folded = entry.name.toLowerCase()
    const before = known.get(folded)
    if (before === undefined) {
      known.set(folded, entry)
      continue
    }
    const group = Array.isArray(before) ? before : [before]
    const twin = group.find((e) => e.name === entry.name && !sameContent(e, entry))
    const cousin = group.find((e) => e.name !== entry.name && !sameContent(e, entry))
    if (twin !== undefined)
      yield flaw('duplicate', entry, `${quoted(entry.name)} stands for two different members`)
    else if (cousin !== undefined)
      yield flaw(
        'folded-duplicate',
        entry,
        `${quoted(entry.name)} and ${quoted(cousin.name)} differ in case only`,
      )
    if (group.length < MAX_GROUP) known.set(folded, [...group, entry])
  }
}

/** Of one name; more of them say nothing new. */
const MAX_GROUP = 16

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
