import { createHash, type Hash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import type { ChecksumAlgorithm } from '../../model/checksum.ts'
import type { Digest } from '../../model/identity.ts'
import { fileState } from './file-state.ts'

/** One file to hash. Crosses threads: plain data. */
export interface DigestTask {
  /** Where it is opened. */
  readonly absolute: string
  /** Bytes, as far as it is known; only shares out the work. */
  readonly size: number
  /** Beside SHA-256, which is always worked out. */
  readonly others?: readonly ChecksumAlgorithm[]
  /** Bytes from, and up to but without; the whole file when absent. */
  readonly range?: readonly [start: number, end: number]
}

export type DigestResult =
  | {
      readonly outcome: 'hashed'
      readonly digest: Digest
      /** Lower-case hex. */
      readonly others: Readonly<Partial<Record<ChecksumAlgorithm, string>>>
      /** Bytes. */
      readonly size: number
      /** The state in which it was hashed: see `fileState`. */
      readonly state: string
    }
  | {
      readonly outcome: 'failed'
      readonly reason: 'missing' | 'denied' | 'not-a-file' | 'changed' | 'error'
      readonly detail: string
    }

/** `detail` of what was written to meanwhile. */
export const CHANGED = 'changed while it was read'
/** Measured best between 256 KiB and 1 MiB. */
const CHUNK = 512 * 1024
const OPENSSL: Readonly<Partial<Record<ChecksumAlgorithm, string>>> = {
  'blake2b-512': 'blake2b512',
  'git-blob-sha1': 'sha1',
}
let buffer: Buffer | undefined

/** Hashes a file through one reused buffer and makes sure that it was one and the same file throughout. */
export function digestFile(
  { absolute, others = [], range }: DigestTask,
  onBytes: (n: number) => void = () => {},
): DigestResult {
  let fd: number
  try {
    // A pipe that took the place of the file would keep the reader waiting.
    fd = openSync(absolute, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    return failed(error)
  }
  try {
    const before = fstatSync(fd, { bigint: true })
    if (!before.isFile()) return { outcome: 'failed', reason: 'not-a-file', detail: 'is no regular file' }
    const size = Number(before.size)
    const sha256 = createHash('sha256')
    const further = new Map(others.map((name) => [name, started(name, size)]))
    const [start, end] = range ?? [0, size]
    const read = feed(fd, [sha256, ...further.values()], { start, end: range ? end : Infinity, onBytes })
    const state = fileState(before)
    if (read !== end - start || fileState(fstatSync(fd, { bigint: true })) !== state)
      return { outcome: 'failed', reason: 'changed', detail: CHANGED }
    return {
      outcome: 'hashed',
      digest: `sha256:${sha256.digest('hex')}`,
      others: Object.fromEntries([...further].map(([name, hash]) => [name, hash.digest('hex')])),
      size,
      state,
    }
  } catch (error) {
    return failed(error)
  } finally {
    closeSync(fd)
  }
}

function started(algorithm: ChecksumAlgorithm, size: number): Hash {
  const hash = createHash(OPENSSL[algorithm] ?? algorithm)
  return algorithm === 'git-blob-sha1' ? hash.update(`blob ${size}\0`) : hash
}

interface Part {
  readonly start: number
  readonly end: number
  readonly onBytes: (n: number) => void
}

function feed(fd: number, hashes: readonly Hash[], { start, end, onBytes }: Part): number {
  const chunk = (buffer ??= Buffer.allocUnsafeSlow(CHUNK))
  for (let at = start; ;) {
    const n = readSync(fd, chunk, 0, Math.min(CHUNK, end - at), at)
    if (n === 0) return at - start
    const part = n === CHUNK ? chunk : chunk.subarray(0, n)
    for (const hash of hashes) hash.update(part)
    at += n
    onBytes(n)
  }
}

function failed(error: unknown): DigestResult {
  const { code, message } = error as NodeJS.ErrnoException
  const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : code === 'EACCES' ? 'denied' : 'error'
  // Without the call and the path that Node adds: reports name no places of the machine.
  return { outcome: 'failed', reason, detail: message.split(',', 1)[0]! }
}
