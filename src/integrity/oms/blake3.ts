import { closeSync, openSync, readSync } from 'node:fs'

const CHUNK = 512 * 1024

/** BLAKE3 of a part of a file in hex, or nothing if it cannot be read whole. OpenSSL does not have it. */
export async function blake3Of(
  absolute: string,
  [start, end]: readonly [start: number, end: number],
): Promise<string | undefined> {
  const { blake3 } = await import('@noble/hashes/blake3.js')
  let fd: number
  try {
    fd = openSync(absolute, 'r')
  } catch {
    return undefined
  }
  try {
    const hash = blake3.create()
    const chunk = Buffer.allocUnsafe(CHUNK)
    for (let at = start; at < end;) {
      const n = readSync(fd, chunk, 0, Math.min(CHUNK, end - at), at)
      if (n === 0) return undefined
      hash.update(chunk.subarray(0, n))
      at += n
    }
    return Buffer.from(hash.digest()).toString('hex')
  } catch {
    return undefined
  } finally {
    closeSync(fd)
  }
}
