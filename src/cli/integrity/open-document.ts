import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { fetchBounded } from '../../intel/hub/fetch.ts'
import { MiB } from '../../model/context.ts'
import { malformed, overLimit, ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { visible } from '../../text/visible.ts'
import type { Io } from '../io.ts'
import { shownPath } from '../shown-path.ts'
import type { AuthorityDocument } from './authority-document.ts'

const MAX_DOCUMENT = 64 * MiB
const ADDRESS = /^https?:\/\//i

export function isAddress(text: string): boolean {
  return ADDRESS.test(text)
}

/** Whether it is in `folder` decides whether it came with the bytes. Throws `UsageError` or `ReadError`. */
export function openDocument(path: string, flag: string, folder: string, io: Io): AuthorityDocument {
  const absolute = resolve(io.cwd, path)
  let bytes: Buffer
  let real: string
  try {
    bytes = readBounded(absolute)
    real = realpathSync(absolute)
  } catch (error) {
    if (error instanceof ReadError)
      throw new UsageError(`${flag}: ${visible(path)} ${error.message}`, { cause: error })
    if (!(error instanceof Error) || !('code' in error)) throw error
    const why = error.code === 'ENOENT' ? 'there is no' : 'cannot be read:'
    throw new UsageError(`${flag}: ${why} ${visible(path)}`, { cause: error })
  }
  const within = relative(folder, real)
  return {
    bytes,
    source: shownPath(path, io.cwd),
    typed: path,
    absolute: real,
    cameWithBytes: !within.startsWith('..') && !within.startsWith('/'),
  }
}

export function readBounded(absolute: string, limit: number = MAX_DOCUMENT): Buffer {
  // A pipe would keep the reader waiting.
  const fd = openSync(absolute, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stat = fstatSync(fd)
    if (!stat.isFile()) throw malformed('is no file')
    if (stat.size > limit) throw overLimit(`has ${stat.size} bytes, which no list of checksums has`)
    const buffer = Buffer.alloc(stat.size)
    let at = 0
    for (let n = 1; n > 0 && at < buffer.length; at += n) n = readSync(fd, buffer, at, buffer.length - at, at)
    return buffer.subarray(0, at)
  } finally {
    closeSync(fd)
  }
}

/** A page or a file somewhere else. Throws `ReadError`. */
export async function fetchDocument(address: string, io: Io): Promise<AuthorityDocument> {
  const fetched = await fetchBounded(address, {
    signal: io.signal,
    maxBytes: MAX_DOCUMENT,
    accept: 'text/plain, application/json, text/html;q=0.9, */*;q=0.5',
    redirects: 'anywhere',
  })
  return {
    bytes: fetched.body,
    source: withoutCredentials(address),
    address: fetched.address,
    cameWithBytes: false,
  }
}
