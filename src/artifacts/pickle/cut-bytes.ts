import type { Bytes } from '../../model/entry.ts'
import type { Cut } from './machine/frames.ts'

/** The bytes without some ranges, as a reader sees them that drops those. Ranges are in order and apart. */
export function cutBytes(bytes: Bytes, cuts: readonly Cut[]): Bytes {
  const pieces = keptPieces(bytes.size, cuts)
  const size = pieces.reduce((sum, p) => sum + p.length, 0)
  const readInto = (offset: number, target: Uint8Array): number => {
    let done = 0
    for (const { from, at, length } of pieces) {
      const skip = offset + done - at
      if (skip < 0 || skip >= length || done >= target.length) continue
      const room = target.subarray(done, done + Math.min(length - skip, target.length - done))
      const n = bytes.readInto(from + skip, room)
      done += n
      if (n < room.length) break
    }
    return done
  }
  return {
    size,
    readInto,
    read: (offset, length) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
      return buffer.subarray(0, readInto(offset, buffer))
    },
  }
}

function keptPieces(size: number, cuts: readonly Cut[]): { from: number; at: number; length: number }[] {
  const pieces: { from: number; at: number; length: number }[] = []
  let from = 0
  let at = 0
  for (const cut of [...cuts, { start: size, end: size }]) {
    const length = Math.max(0, Math.min(cut.start, size) - from)
    if (length > 0) pieces.push({ from, at, length })
    at += length
    from = Math.max(from, cut.end)
  }
  return pieces
}

/** Puts a range of the cut bytes back into the whole ones and adds it to the cuts. */
export function addCut(cuts: readonly Cut[], added: Cut): Cut[] {
  const original = (offset: number): number => {
    let result = offset
    for (const cut of cuts) if (cut.start <= result) result += cut.end - cut.start
    return result
  }
  return [...cuts, { start: original(added.start), end: original(added.end) }]
}
