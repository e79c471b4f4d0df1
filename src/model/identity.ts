import { createHash } from 'node:crypto'

/** Which thing: a package URL. */
export type Purl = string & { readonly '~'?: 'purl' }

/** Which bytes: SHA-256 in lower-case hex. */
export type Digest = `sha256:${string}`

export interface Identity {
  readonly purl?: Purl
  readonly digest?: Digest
}

export function sha256(data: string | Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`
}
