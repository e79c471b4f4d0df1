/**
 * Random access to bytes that may be hostile and may be larger than memory.
 * Both reads are clamped: they return what exists, never throw for an offset past the end.
 */
export interface Bytes {
  /** Bytes. */
  readonly size: number
  /** A fresh buffer of at most `length` bytes from `offset`. */
  read(offset: number, length: number): Buffer
  /** Fills `target` from `offset` and returns how many bytes were there. For hot loops. */
  readInto(offset: number, target: Uint8Array): number
}

/** Something to read in a tree: a file or a member of an archive. */
export interface Entry {
  /** Relative to the scanned root; members follow `!`. */
  readonly path: string
  /** Bytes, as the container declares it; `open()` tells the truth. */
  readonly size: number
  /** Called while the container is open; what it returns lives as long as the container. */
  open(): Bytes
}

/** What a format sees before it decides: cheap, the same for all formats. */
export interface Sample {
  readonly path: string
  /** Last segment of the path in lower case. */
  readonly name: string
  readonly size: number
  /** The first 64 KiB. */
  readonly head: Buffer
  /** The head decoded by its byte order mark or zeros, when it is text: no control characters that no text format allows. */
  readonly text: string | undefined
  /** The last 66 KiB: room for a zip end record with its comment. */
  readonly tail: Buffer
  /** For what head and tail cannot show. Reads must be few and small. */
  readonly bytes: Bytes
}
