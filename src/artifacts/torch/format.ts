import { zipArchive } from '../../bytes/zip/archive.ts'
import type { ZipArchive, ZipEntry } from '../../bytes/zip/types.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { malformed } from '../../model/read-error.ts'
import { isTorchArchive, rootOf } from './layout.ts'
import type { EntryPoint, MemberFact, TorchFacts } from './facts.ts'
import { isKnownMember } from './known-members.ts'

/** States facts about the archive as a whole; `zip` walks its members. */
export const torch: Format<TorchFacts> = {
  id: 'torch',
  title: 'PyTorch archive',
  extensions: ['.pt', '.pth', '.bin', '.ckpt', '.pt2', '.ptl'],
  onLoad: 'code',
  rules: [],
  claims,
  *read({ bytes }) {
    const archive = zipArchive(bytes)
    if (archive === undefined) throw malformed('not a zip archive')
    yield { kind: 'facts', facts: factsOf(archive) }
  },
}

const ARCHIVE_START = 0x04034b50

function claims({ head, tail, bytes }: Sample): Claim {
  const local = head.length >= 4 && head.readUInt32LE(0) === ARCHIVE_START
  if (!local && !tail.includes('PK\x05\x06', undefined, 'latin1')) return 'no'
  const archive = zipArchive(bytes)
  return archive !== undefined && isTorchArchive(archive) ? 'yes' : 'no'
}

function factsOf(archive: ZipArchive): TorchFacts {
  const root = rootOf(archive)
  const entryPoints: EntryPoint[] = []
  const pickles: MemberFact[] = []
  const extra: MemberFact[] = []
  for (const entry of archive.entries) {
    const lower = entry.name.toLowerCase()
    if (/(?:^|\/)data\.pkl$/.test(lower))
      entryPoints.push({ ...memberFact(entry), reached: lower === `${root}/data.pkl`.toLowerCase() })
    else if (lower.endsWith('.pkl')) pickles.push(memberFact(entry))
    else if (!lower.endsWith('/') && !isKnownMember(root, entry.name)) extra.push(memberFact(entry))
  }
  return { root, members: archive.entries.length, entryPoints, pickles, extra }
}

function memberFact({ name, headerAt, size }: ZipEntry): MemberFact {
  return { name, at: headerAt, size }
}
