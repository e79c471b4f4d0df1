import type { StoredTensor } from '../files/model-files.ts'
import type { RangeSource } from '../files/range-source.ts'
import type { RowReader } from '../pass/row-reader.ts'

/** Ranges nearer than this are fetched as one: a request costs more than what lies between. */
const GAP = 8 * 1024
const LARGEST = 4 * 1024 * 1024
const AT_ONCE = 6

interface Range {
  readonly shard: number
  readonly start: number
  readonly end: number
}

/** Bytes of a range where they are at hand. */
export type AtHand = (range: Range) => Uint8Array | undefined

/** A reader that only notes what it is asked for. Zeros stand for bytes that are not at hand. */
export function rehearsal(atHand: AtHand = () => undefined): {
  readonly reader: RowReader
  readonly ranges: Range[]
} {
  const ranges: Range[] = []
  const reader: RowReader = {
    rows({ shard, offset }, rowBytes, first, count) {
      const start = offset + rowBytes * first
      const range = { shard, start, end: start + rowBytes * count }
      ranges.push(range)
      return atHand(range) ?? new Uint8Array(rowBytes * count)
    },
    close: () => {},
  }
  return { reader, ranges }
}

/** Fetches ranges, neighbours together, and gives a reader that serves what lies in them. */
export async function fetchedRows(
  wanted: readonly Range[],
  sources: readonly RangeSource[],
  signal: AbortSignal,
): Promise<{ readonly reader: RowReader; readonly atHand: AtHand; readonly bytes: number }> {
  const merged = mergedRanges(wanted)
  const pieces: { readonly range: Range; readonly data: Uint8Array }[] = []
  const queue = [...merged]
  const take = async (): Promise<void> => {
    for (let range = queue.shift(); range; range = queue.shift()) {
      signal.throwIfAborted()
      pieces.push({ range, data: await sources[range.shard]!.read(range.start, range.end - range.start) })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
  pieces.sort((a, b) => a.range.shard - b.range.shard || a.range.start - b.range.start)
  const atHand: AtHand = ({ shard, start, end }) => {
    const piece = pieces.find((p) => p.range.shard === shard && p.range.start <= start && end <= p.range.end)
    return piece?.data.subarray(start - piece.range.start, end - piece.range.start)
  }
  return { reader: memoryRows(atHand), atHand, bytes: merged.reduce((sum, r) => sum + r.end - r.start, 0) }
}

function memoryRows(atHand: AtHand): RowReader {
  return {
    rows({ shard, offset }: StoredTensor, rowBytes, first, count) {
      const start = offset + rowBytes * first
      const rows = atHand({ shard, start, end: start + rowBytes * count })
      if (!rows) throw new Error('rows that were not fetched are asked for')
      return rows
    },
    close: () => {},
  }
}

function mergedRanges(ranges: readonly Range[]): Range[] {
  const merged: { shard: number; start: number; end: number }[] = []
  for (const range of ranges.toSorted((a, b) => a.shard - b.shard || a.start - b.start)) {
    const last = merged.at(-1)
    const joins = last && last.shard === range.shard && range.start <= last.end + GAP
    if (joins && Math.max(last.end, range.end) - last.start <= Math.max(LARGEST, range.end - range.start))
      last.end = Math.max(last.end, range.end)
    else if (joins && range.end <= last.end) continue
    else merged.push({ ...range })
  }
  return merged
}
