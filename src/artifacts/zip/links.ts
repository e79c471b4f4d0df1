import { linkLeaves } from '../../bytes/member-name.ts'
import { openMember } from '../../bytes/zip/member.ts'
import type { ZipArchive } from '../../bytes/zip/types.ts'
import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { ReadError } from '../../model/read-error.ts'
import type { LinkFact } from './facts.ts'

const TYPE = 0o170000
const SYMLINK = 0o120000
/** The longest path that systems take. */
const MAX_TARGET = 4096
const MAX_LINKS = 1000

/** Symbolic links, as Info-ZIP stores them: the mode says so and the data is the target. */
export function readLinks(bytes: Bytes, archive: ZipArchive, ctx: Context): LinkFact[] {
  const links: LinkFact[] = []
  for (const entry of archive.entries) {
    if ((entry.mode & TYPE) !== SYMLINK || links.length >= MAX_LINKS) continue
    if (entry.compressed > MAX_TARGET) continue
    const target = targetOf(() => openMember(bytes, entry, ctx))
    if (target !== undefined)
      links.push({ name: entry.name, target, leaves: linkLeaves(entry.name, target), at: entry.headerAt })
  }
  return links
}

function targetOf(open: () => ReturnType<typeof openMember>): string | undefined {
  try {
    const member = open()
    const target = member.bytes.read(0, MAX_TARGET).toString('utf8')
    member.close()
    return target
  } catch (error) {
    // The walk over the members opens it again and leaves the gap.
    if (error instanceof ReadError) return undefined
    throw error
  }
}
