import { zipArchive } from '../../bytes/zip/archive.ts'
import type { ZipArchive } from '../../bytes/zip/types.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { malformed } from '../../model/read-error.ts'
import type { TorchFacts } from './facts.ts'
import { isTorchArchive } from './layout.ts'
import { readArchive } from './read.ts'
import { ambiguousEntry } from './rules/ambiguous-entry.ts'
import { customOperator } from './rules/custom-operator.ts'
import { extraMember } from './rules/extra-member.ts'
import { packageCode } from './rules/package-code.ts'
import { scriptAccess } from './rules/script-access.ts'
import { storageMismatch } from './rules/storage-mismatch.ts'
import { sightings } from './sightings.ts'

/** States facts about the archive as a whole; `zip` judges its structure and walks its members. */
export const torch: Format<TorchFacts> = {
  id: 'torch',
  title: 'PyTorch archive',
  extensions: ['.pt', '.pth', '.bin', '.ckpt', '.pt2', '.ptl'],
  onLoad: 'code',
  inventory: true,
  sightings,
  rules: [scriptAccess, ambiguousEntry, storageMismatch, packageCode, customOperator, extraMember],
  claims: (sample) => {
    const archive = archiveOf(sample)
    return archive !== undefined && isTorchArchive(archive) ? ('yes' satisfies Claim) : 'no'
  },
  *read({ path, bytes }, ctx) {
    const archive = zipArchive(bytes)
    if (archive === undefined) throw malformed('not a zip archive')
    yield* readArchive(path, bytes, archive, ctx)
  },
}

const LOCAL_HEADER = 0x04034b50

function archiveOf({ head, tail, bytes }: Sample): ZipArchive | undefined {
  const local = head.length >= 4 && head.readUInt32LE(0) === LOCAL_HEADER
  return local || tail.includes('PK\x05\x06', undefined, 'latin1') ? zipArchive(bytes) : undefined
}
