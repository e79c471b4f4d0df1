import type { GapReason } from './finding.ts'

/**
 * A reader cannot go on. The pipeline turns it into a `Gap` at the entry;
 * everything that the reader yielded before stays.
 */
export class ReadError extends Error {
  readonly reason: GapReason
  /** Byte offset in the entry where it stopped. */
  readonly offset: number | undefined

  constructor(reason: GapReason, detail: string, offset?: number) {
    // Hostile bytes decide how often this is thrown, and nobody reads its stack: capturing one is most of its cost.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(detail)
    Error.stackTraceLimit = stackTraceLimit
    this.name = 'ReadError'
    this.reason = reason
    this.offset = offset
  }
}

export function malformed(detail: string, offset?: number): ReadError {
  return new ReadError('malformed', detail, offset)
}

export function overLimit(detail: string, offset?: number): ReadError {
  return new ReadError('limit', detail, offset)
}
