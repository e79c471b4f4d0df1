import type { Bytes } from '../../model/entry.ts'
import type { ZipArchive, ZipEntry } from '../../bytes/zip/types.ts'
import type { Context } from '../../model/context.ts'
import { torchMemberRole } from '../torch/member-role.ts'

/** `data`: raw numbers that the layout's own format accounts for, not worth a look of their own. */
export type MemberRole = 'data' | { readonly as?: readonly string[] }

/**
 * What each member is to a loader that knows the archive's layout. Only `zip` walks members, so that each is
 * walked once; formats that live in a zip (`torch`) state facts about the whole and say here what they load how.
 */
export function memberRole(bytes: Bytes, archive: ZipArchive, ctx: Context): (entry: ZipEntry) => MemberRole {
  return torchMemberRole(bytes, archive, ctx) ?? (() => ({}))
}
