import { createHash } from 'node:crypto'
import type { Context } from '../model/context.ts'
import type { Bytes } from '../model/entry.ts'
import type { Digest } from '../model/identity.ts'

/** Measured best between 256 KiB and 1 MiB: large enough to spare calls, small enough to stay in cache. */
const CHUNK = 512 * 1024

const chunk = Buffer.allocUnsafeSlow(CHUNK)

/** SHA-256 of all bytes, through one reused buffer. `onBytes` hears how many more are done. */
export function hashBytes(
  bytes: Bytes,
  ctx: Pick<Context, 'checkpoint'>,
  onBytes: (n: number) => void = () => {},
): Digest {
  const hash = createHash('sha256')
  feed(hash, bytes, ctx, onBytes)
  return `sha256:${hash.digest('hex')}`
}

/** The digest of all bytes by a named algorithm of OpenSSL. */
export function digestOf(algorithm: string, bytes: Bytes, ctx: Pick<Context, 'checkpoint'>): Buffer {
  const hash = createHash(algorithm)
  feed(hash, bytes, ctx, () => {})
  return hash.digest()
}

/** The id that git gives a file of these bytes: SHA-1 over a `blob` header and the content, in hex. */
export function gitBlobId(bytes: Bytes, ctx: Pick<Context, 'checkpoint'>): string {
  const hash = createHash('sha1').update(`blob ${bytes.size}\0`)
  feed(hash, bytes, ctx, () => {})
  return hash.digest('hex')
}

function feed(
  hash: ReturnType<typeof createHash>,
  bytes: Bytes,
  ctx: Pick<Context, 'checkpoint'>,
  onBytes: (n: number) => void,
): void {
  for (let offset = 0; offset < bytes.size;) {
    const n = bytes.readInto(offset, chunk)
    if (n === 0) break
    hash.update(n === CHUNK ? chunk : chunk.subarray(0, n))
    offset += n
    onBytes(n)
    ctx.checkpoint()
  }
}
