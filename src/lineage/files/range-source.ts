/** A file of which ranges are read: local, or behind HTTP. */
export interface RangeSource {
  /** As the user names it; an address without credentials. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Where workers can open it themselves. Never shown. */
  readonly path?: string
  /** What the bytes are bound to, for the report: `etag "…"`, `sha256:…`, a commit. */
  readonly identity?: string
  /** Exactly these bytes. Rejects with a `ReadError` when they are not there, and when the file has changed since it was opened. */
  read(offset: number, length: number): Promise<Uint8Array>
  close(): void
}
