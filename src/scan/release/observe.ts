import type { Format } from '../../model/format.ts'
import type { Bytes, Entry } from '../../model/entry.ts'
import type { Context } from '../../model/context.ts'

/** What a container says of its members, seen on the way through the pipeline. */
export interface Observer {
  /** Before the container is read. */
  container(id: string, path: string, bytes: Bytes, ctx: Context): void
  /** Before a member is walked. */
  member(id: string, containerPath: string, entry: Entry, ctx: Context): void
  facts(id: string, path: string, facts: unknown): void
}

/** The same format, with an onlooker. */
export function observed(format: Format<unknown>, observer: Observer): Format<unknown> {
  return {
    ...format,
    *read(entry, ctx) {
      observer.container(format.id, entry.path, entry.bytes, ctx)
      for (const seen of format.read(entry, ctx)) {
        if (seen.kind === 'child') observer.member(format.id, entry.path, seen.entry, ctx)
        if (seen.kind === 'facts') observer.facts(format.id, entry.path, seen.facts)
        yield seen
      }
    },
  }
}
