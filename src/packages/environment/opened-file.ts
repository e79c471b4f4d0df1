import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { descriptorBytes } from '../../bytes/bytes.ts'
import type { Bytes } from '../../model/entry.ts'
import { overLimit, ReadError } from '../../model/read-error.ts'

/** Never follows a link, and does not wait where somebody put a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** A regular file of the environment while it is open. */
export interface Opened extends Bytes {
  readonly modified: number
}

/** Calls back with a file of the environment. Throws `ReadError` when it cannot be opened. */
export function withFile<T>(root: string, path: string, use: (file: Opened) => T): T {
  const fd = opened(join(root, path))
  try {
    const stat = fstatSync(fd)
    if (!stat.isFile()) throw new ReadError('unsupported', 'is no regular file')
    return use({ ...descriptorBytes(fd, stat.size), modified: stat.mtimeMs })
  } finally {
    closeSync(fd)
  }
}

function opened(path: string): number {
  try {
    return openSync(path, FLAGS)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new ReadError('denied', `cannot be opened (${code})`)
  }
}

/** The text of a small file. Throws `ReadError` when it is larger than `most` bytes. */
export function textOf(root: string, path: string, most: number): string {
  return withFile(root, path, (file) => {
    if (file.size > most) throw overLimit(`${file.size} bytes, ${most} are read`)
    return file.read(0, file.size).toString('utf8')
  })
}
