import { closeSync, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs'
import { fileState } from '../../bytes/digests/file-state.ts'
import { ReadError } from '../../model/read-error.ts'
import type { RangeSource } from './range-source.ts'

/** A file on disk. It is an error when it changes while it is compared: half of a verdict would be about other bytes. */
export function localSource(path: string, name: string): RangeSource {
  const fd = openSync(path, 'r')
  const opened = fstatSync(fd, { bigint: true })
  if (!opened.isFile()) {
    closeSync(fd)
    throw new ReadError('unsupported', `${name} is no regular file`)
  }
  const size = Number(opened.size)
  return {
    name,
    size,
    path,
    read(offset, length) {
      return Promise.resolve().then(() => readExactly(fd, { name, offset, length, opened }))
    },
    close: () => closeSync(fd),
  }
}

interface Wanted {
  readonly name: string
  readonly offset: number
  readonly length: number
  readonly opened: BigIntStats
}

function readExactly(fd: number, { name, offset, length, opened }: Wanted): Uint8Array {
  const target = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const n = readSync(fd, target, done, length - done, offset + done)
    if (n === 0) throw new ReadError('malformed', `${name} ends at ${offset + done}`, offset + done)
    done += n
  }
  if (fileState(fstatSync(fd, { bigint: true })) !== fileState(opened))
    throw new ReadError('malformed', `${name} changed while it was compared`)
  return target
}
