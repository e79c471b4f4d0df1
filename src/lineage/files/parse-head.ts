import type { Bytes } from '../../model/entry.ts'
import { overLimit } from '../../model/read-error.ts'
import type { RangeSource } from './range-source.ts'

const FIRST = 256 * 1024
const STEP = 4 * 1024 * 1024
/** A header of the largest models with their vocabulary is a tenth of this. */
const MOST = 256 * 1024 * 1024
const PIECES = 64

/** Bytes that a parser asked for and that were not fetched yet. */
class NotFetched extends Error {
  readonly offset: number
  readonly length: number
  constructor(offset: number, length: number) {
    super('not fetched')
    this.offset = offset
    this.length = length
  }
}

interface Piece {
  readonly start: number
  readonly data: Buffer
}

/**
 * Runs a parser that reads as it likes over a file that only gives ranges: what it asks for is fetched, and it begins
 * again. Headers lie at the front, so that it seldom does.
 */
export async function parseHead<T>(source: RangeSource, parse: (bytes: Bytes) => T): Promise<T> {
  const pieces: Piece[] = []
  const take = async (offset: number, length: number): Promise<void> => {
    const data = Buffer.from(await source.read(offset, Math.min(length, source.size - offset)))
    pieces.push({ start: offset, data })
  }
  await take(0, FIRST)
  for (let fetched = FIRST; ;) {
    try {
      return parse(sparse(source.size, pieces))
    } catch (error) {
      if (!(error instanceof NotFetched)) throw error
      const { offset, length } = error
      const grown = Math.max(length, Math.min(STEP, source.size - offset))
      fetched += grown
      if (fetched > MOST || pieces.length >= PIECES)
        throw overLimit(`the header of ${source.name} is larger than ${MOST} bytes`)
      await take(offset, grown)
    }
  }
}

function sparse(size: number, pieces: readonly Piece[]): Bytes {
  const read = (offset: number, length: number): Buffer => {
    const end = Math.min(size, offset + length)
    if (!(end > offset) || !(offset >= 0)) return Buffer.alloc(0)
    const parts: Buffer[] = []
    for (let at = offset; at < end;) {
      const piece = pieces.find((p) => p.start <= at && at < p.start + p.data.length)
      if (!piece) throw new NotFetched(at, end - at)
      const part = piece.data.subarray(at - piece.start, Math.min(piece.data.length, end - piece.start))
      parts.push(part)
      at += part.length
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  }
  return {
    size,
    read,
    readInto: (offset, target) => {
      const part = read(offset, target.length)
      target.set(part)
      return part.length
    },
  }
}
