import { closeSync, readSync } from 'node:fs'
import type { Bytes } from '../model/entry.ts'

/** Offsets and lengths come from hostile headers: NaN, negative and fractional become empty reads. */
function clamp(size: number, offset: number, length: number): number {
  if (!(offset >= 0) || !(length > 0) || offset >= size) return 0
  return Math.min(Math.floor(length), size - offset)
}

export function memoryBytes(data: Uint8Array): Bytes {
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return {
    size: buffer.length,
    read: (offset, length) =>
      Buffer.from(buffer.subarray(offset, offset + clamp(buffer.length, offset, length))),
    readInto: (offset, target) => {
      const n = clamp(buffer.length, offset, target.length)
      target.set(buffer.subarray(offset, offset + n))
      return n
    },
  }
}

/** Bytes of an open descriptor. `size` is that of the moment of opening. */
export interface OpenFile extends Bytes {
  close(): void
}

export function descriptorBytes(fd: number, size: number): OpenFile {
  const readInto = (offset: number, target: Uint8Array): number => {
    const wanted = clamp(size, offset, target.length)
    let done = 0
    while (done < wanted) {
      const n = readSync(fd, target, done, wanted - done, offset + done)
      if (n === 0) break
      done += n
    }
    return done
  }
  return {
    size,
    readInto,
    read: (offset, length) => {
      const buffer = Buffer.allocUnsafe(clamp(size, offset, length))
      return buffer.subarray(0, readInto(offset, buffer))
    },
    close: () => closeSync(fd),
  }
}

/** A window of other bytes, clamped to them: a stored zip member, a tensor, what follows a header. */
export function sliceBytes(whole: Bytes, start: number, length: number = whole.size): Bytes {
  const size = clamp(whole.size, start, length)
  return {
    size,
    read: (offset, n) => whole.read(start + offset, clamp(size, offset, n)),
    readInto: (offset, target) => {
      const n = clamp(size, offset, target.length)
      return n === 0 ? 0 : whole.readInto(start + offset, target.subarray(0, n))
    },
  }
}
