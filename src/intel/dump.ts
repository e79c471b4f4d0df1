/** A JSON document of a dump, not yet parsed. */
export interface DumpDocument {
  /** As the dump calls it; for messages. Untrusted. */
  readonly name: string
  /** Throws `ReadError` when it cannot be had. */
  text(): string
}

/** Where advisories come from: an archive, a folder, an answer of a server. */
export interface Dump {
  /** A file name or an address without credentials. */
  readonly name: string
  /** SHA-256 of the bytes, or of the digests of the files in a folder. */
  readonly digest: string
  documents(): Iterable<DumpDocument>
  close(): void
}
