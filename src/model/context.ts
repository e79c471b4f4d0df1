/** Bounds that hostile input cannot move. Sizes are bytes. */
export interface Limits {
  /** Containers inside containers. */
  readonly depth: number
  /** Members read from one file on disk, over all depths. */
  readonly members: number
  /** Decompressed from one file on disk, over all depths. */
  readonly inflatedBytes: number
  /** Decompressed size over compressed size, applied past `ratioFloor`. */
  readonly ratio: number
  readonly ratioFloor: number
  /** Held in memory for one structure: a header, a JSON document, a script. */
  readonly structureBytes: number
  /** Milliseconds for one file on disk. */
  readonly time: number
}

export const KiB: number = 1024
export const MiB: number = 1024 * KiB
export const GiB: number = 1024 * MiB

export const DEFAULT_LIMITS: Limits = {
  depth: 8,
  members: 100_000,
  inflatedBytes: 64 * GiB,
  ratio: 100,
  ratioFloor: 256 * MiB,
  structureBytes: 64 * MiB,
  time: 30 * 60_000,
}

/**
 * What a reader may use of the world. One per file on disk: it counts what that file has cost.
 * The methods throw `ReadError` with reason `limit` when a bound is passed; readers let it pass through.
 */
export interface Context {
  readonly limits: Limits
  readonly signal: AbortSignal
  clock(): Date
  /** Call it in every loop whose length the input decides, at least once per MiB or 10,000 steps. */
  checkpoint(): void
  /** Counts members read from the file. */
  countMembers(n: number): void
  /** Counts decompressed bytes against both the total and the ratio of this stream. */
  countInflated(n: number, streamIn: number, streamOut: number): void
  /** Runs when the file on disk is done: closes spill files. */
  defer(cleanup: () => void): void
}
