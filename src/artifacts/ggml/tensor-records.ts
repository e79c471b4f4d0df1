import type { Bytes } from '../../model/entry.ts'
import type { Context } from '../../model/context.ts'

/** `[elements, bytes]` of a block by type id, in the last generation before GGUF. */
const BLOCKS: readonly (readonly [number, number] | undefined)[] = [
  [1, 4],
  [1, 2],
  [32, 18],
  [32, 20],
  [16, 10],
  [16, 12],
  [32, 22],
  [32, 24],
  [32, 34],
  [32, 36],
  [256, 84],
  [256, 110],
  [256, 144],
  [256, 176],
  [256, 210],
  [256, 292],
]
/** Scales were 32 bits wide in the first generations. */
const EARLY_BLOCKS: typeof BLOCKS = BLOCKS.map((block, type) => {
  if (type === 2) return [32, 20]
  if (type === 3) return [32, 24]
  return type === 8 ? [32, 36] : block
})

const MAX_NAME = 255
const RECORD_HEAD = 12
const MAX_HEAD = RECORD_HEAD + 4 * 4 + MAX_NAME
const WINDOW = 1024 * 1024
/** Hyperparameters and a vocabulary stand before the tensors. */
const SEARCH_END = 32 * 1024 * 1024
const MAX_TRIES = 20_000
const ENOUGH_RECORDS = 3

export interface Records {
  readonly start: number
  readonly end: number
  readonly count: number
}

/**
 * Finds the tensor records. What stands before them differs from program to program and names no length, but
 * records follow each other to the end of the file, which nothing else does.
 */
export function findRecords(bytes: Bytes, aligned: boolean, ctx: Context): Records | undefined {
  let best: Records | undefined
  let tries = 0
  for (const start of candidates(bytes, ctx)) {
    if (++tries > MAX_TRIES) break
    for (const blocks of [BLOCKS, EARLY_BLOCKS]) {
      const found = follow(bytes, start, { aligned, blocks }, ctx)
      if (found.end === bytes.size) return found
      if (found.count > (best?.count ?? 0)) best = found
    }
  }
  return best && best.count >= ENOUGH_RECORDS ? best : undefined
}

/** Offsets at which a record could begin: rank, length of the name and type are all small. */
function* candidates(bytes: Bytes, ctx: Context): Iterable<number> {
  const end = Math.min(bytes.size - RECORD_HEAD, SEARCH_END)
  for (let at = 4; at < end; at += WINDOW) {
    ctx.checkpoint()
    const window = bytes.read(at, WINDOW + RECORD_HEAD)
    for (let i = 0; i + RECORD_HEAD <= window.length && i < WINDOW; i++) {
      const rank = window[i]!
      if (rank < 1 || rank > 4 || window[i + 1] !== 0 || window[i + 5] !== 0 || window[i + 9] !== 0) continue
      if (window.readUInt32LE(i) === rank && window.readUInt32LE(i + 8) < BLOCKS.length) yield at + i
    }
  }
}

interface Layout {
  readonly aligned: boolean
  readonly blocks: typeof BLOCKS
}

function follow(bytes: Bytes, start: number, layout: Layout, ctx: Context): Records {
  let at = start
  let count = 0
  while (at < bytes.size) {
    ctx.checkpoint()
    const next = recordEnd(bytes, at, layout)
    if (next === undefined) break
    at = next
    count++
  }
  return { start, end: at, count }
}

/** Where the record that begins at `at` ends, or undefined when none does. */
function recordEnd(bytes: Bytes, at: number, { aligned, blocks }: Layout): number | undefined {
  const head = bytes.read(at, MAX_HEAD)
  if (head.length < RECORD_HEAD) return undefined
  const rank = head.readUInt32LE(0)
  const nameLength = head.readUInt32LE(4)
  const block = blocks[head.readUInt32LE(8)]
  const nameStart = RECORD_HEAD + rank * 4
  if (rank < 1 || rank > 4 || nameLength < 1 || nameLength > MAX_NAME || !block) return undefined
  if (head.length < nameStart + nameLength) return undefined
  if (!/^[\x21-\x7e]+$/.test(head.toString('latin1', nameStart, nameStart + nameLength))) return undefined
  let elements = 1
  for (let i = 0; i < rank; i++) elements *= head.readUInt32LE(RECORD_HEAD + i * 4)
  const [blockSize, blockBytes] = block
  const size = (elements / blockSize) * blockBytes
  if (!Number.isSafeInteger(elements) || !Number.isInteger(size) || size === 0) return undefined
  const unaligned = at + nameStart + nameLength
  const end = (aligned ? Math.ceil(unaligned / 32) * 32 : unaligned) + size
  return end <= bytes.size ? end : undefined
}
