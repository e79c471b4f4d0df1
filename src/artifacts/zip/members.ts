import { memberPath } from '../../model/location.ts'
import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Observation } from '../../model/format.ts'
import { sliceBytes } from '../../bytes/bytes.ts'
import { refuseWhenSpent } from '../../bytes/compression/ledger.ts'
import { openMember, type OpenMember } from '../../bytes/zip/member.ts'
import type { ZipArchive, ZipEntry } from '../../bytes/zip/types.ts'
import { ReadError } from '../../model/read-error.ts'
import { gapAt } from '../gap-at.ts'
import { memberRole } from './layouts.ts'
import type { OpenedFlaw, ZipFacts } from './facts.ts'

interface Container {
  readonly path: string
  readonly bytes: Bytes
}

/**
 * The members as children, one open at a time: what a member was inflated to is freed when the pipeline
 * asks for the next. Ends in what opening them showed.
 */
export function* walkMembers(
  container: Container,
  archive: ZipArchive,
  ctx: Context,
): Generator<Observation<ZipFacts>> {
  const opened: Opened = { flaws: [], encrypted: [] }
  const walked = new Map<number, ZipEntry>()
  const roleOf = memberRole(container.bytes, archive, ctx)
  for (const entry of archive.entries) {
    ctx.checkpoint()
    if (entry.size === 0 && entry.compressed === 0) continue
    const twin = walked.get(entry.dataAt)
    if (twin !== undefined && twin.compressed === entry.compressed && twin.method === entry.method) continue
    if (entry.dataAt >= 0) walked.set(entry.dataAt, entry)
    const role = roleOf(entry)
    if (role === 'data') continue
    refuseWhenSpent(ctx)
    yield* walkMember(container, entry, role.as, ctx, opened)
  }
  for (const [i, span] of archive.unaccounted.entries()) {
    if (i >= MAX_SLACK) break
    const bytes = sliceBytes(container.bytes, span.start, span.end - span.start)
    const path = memberPath(container.path, `[bytes ${span.start} to ${span.end}]`)
    yield { kind: 'child', entry: { path, size: bytes.size, open: () => bytes } }
  }
  if (opened.flaws.length + opened.encrypted.length > 0)
    yield { kind: 'facts', facts: { kind: 'opened', ...opened } }
}

const MAX_SLACK = 256

interface Opened {
  readonly flaws: OpenedFlaw[]
  readonly encrypted: { name: string; at: number }[]
}

function* walkMember(
  { path: containerPath, bytes }: Container,
  entry: ZipEntry,
  as: readonly string[] | undefined,
  ctx: Context,
  opened: Opened,
): Generator<Observation<ZipFacts>> {
  const path = memberPath(containerPath, entry.name)
  let member: OpenMember | undefined
  const open = (): Bytes => {
    try {
      member ??= openMember(bytes, entry, ctx)
    } catch (error) {
      if (error instanceof ReadError && error.reason === 'encrypted')
        opened.encrypted.push({ name: entry.name, at: entry.headerAt })
      throw error
    }
    return member.bytes
  }
  try {
    yield { kind: 'child', entry: { path, size: entry.size, open }, ...(as === undefined ? {} : { as }) }
    if (member === undefined) return
    for (const { kind, says } of member.flaws)
      opened.flaws.push({ name: entry.name, kind, says, at: entry.headerAt })
    if (member.problem !== undefined) yield { kind: 'gap', gap: gapAt(path, member.problem) }
  } finally {
    member?.close()
  }
}
