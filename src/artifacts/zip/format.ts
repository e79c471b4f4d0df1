import { enterContainer } from '../../bytes/compression/ledger.ts'
import { nameDanger } from '../../bytes/member-name.ts'
import { zipArchive } from '../../bytes/zip/archive.ts'
import type { ZipArchive } from '../../bytes/zip/types.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { malformed } from '../../model/read-error.ts'
import { gapAt } from '../gap-at.ts'
import type { NameFact, ZipFacts } from './facts.ts'
import { readLinks } from './links.ts'
import { walkMembers } from './members.ts'

export const zip: Format<ZipFacts> = {
  id: 'zip',
  title: 'ZIP archive',
  extensions: ['.zip'],
  onLoad: 'data',
  rules: [],
  claims,
  *read({ path, bytes }, ctx) {
    const archive = zipArchive(bytes)
    if (archive === undefined) throw malformed('no end record and no member at the start')
    enterContainer(ctx, bytes.size)
    const { entries, flaws } = archive
    const links = readLinks(bytes, archive, ctx)
    yield {
      kind: 'facts',
      facts: { members: entries.length, flaws, names: dangerousNames(archive), links, opened: [] },
    }
    if (archive.incomplete !== undefined) yield { kind: 'gap', gap: gapAt(path, archive.incomplete) }
    yield* walkMembers({ path, bytes }, archive, ctx)
  },
}

const END = Buffer.from('PK\x05\x06', 'latin1')

function claims({ head, tail, bytes }: Sample): Claim {
  const local = head.length >= 4 && head.readUInt32LE(0) === 0x04034b50
  if (!local && !tail.includes(END)) return 'no'
  return zipArchive(bytes) === undefined ? 'no' : 'yes'
}

function dangerousNames({ entries }: ZipArchive): NameFact[] {
  const names: NameFact[] = []
  for (const { name, headerAt } of entries) {
    const kind = nameDanger(name)
    if (kind !== undefined) names.push({ name, kind, at: headerAt })
  }
  return names
}
