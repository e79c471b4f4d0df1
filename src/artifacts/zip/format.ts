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
import { duplicateMember } from './rules/duplicate-member.ts'
import { encrypted } from './rules/encrypted.ts'
import { hiddenMember } from './rules/hidden-member.ts'
import { loaderDifferential } from './rules/loader-differential.ts'
import { overlap } from './rules/overlap.ts'
import { pathTraversal } from './rules/path-traversal.ts'
import { prefix } from './rules/prefix.ts'

export const zip: Format<ZipFacts> = {
  id: 'zip',
  title: 'ZIP archive',
  extensions: ['.zip'],
  onLoad: 'data',
  rules: [loaderDifferential, duplicateMember, hiddenMember, overlap, pathTraversal, encrypted, prefix],
  claims,
  *read({ path, bytes }, ctx) {
    const archive = zipArchive(bytes)
    if (archive === undefined) throw malformed('no end record and no member at the start')
    enterContainer(ctx, bytes.size)
    const { entries, flaws } = archive
    const links = readLinks(bytes, archive, ctx)
    const names = dangerousNames(archive)
    const program = PROGRAM.test(bytes.read(0, 4).toString('latin1'))
    yield {
      kind: 'facts',
      facts: { kind: 'structure', members: entries.length, flaws, names, links, program },
    }
    if (archive.incomplete !== undefined) yield { kind: 'gap', gap: gapAt(path, archive.incomplete) }
    yield* walkMembers({ path, bytes }, archive, ctx)
  },
}

const PROGRAM = /^(?:MZ|\x7fELF|#!)/
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
