import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { Fields } from './fields.ts'
import type { Superblock } from './superblock.ts'

/** Blocks that one file may make us read; each costs a bounded amount of time and memory. */
const MAX_BLOCKS = 2_000_000

/** The file's address space, with what each read costs counted: structures may share or contain each other. */
export interface Space {
  readonly superblock: Superblock
  readonly ctx: Context
  /** `length` bytes at an address of the file. */
  block(address: number, length: number, what: string): Buffer
  fields(address: number, length: number, what: string): Fields
  /** As much of `length` as the file has. */
  upTo(address: number, length: number, what: string): Fields
}

export function createSpace(bytes: Bytes, superblock: Superblock, ctx: Context): Space {
  let blocks = 0
  let read = 0
  const block = (address: number, length: number, what: string, exact = true): Buffer => {
    ctx.checkpoint()
    const at = superblock.base + address
    if (!(at < bytes.size) || (exact && at + length > bytes.size))
      throw malformed(`${what} lies outside the file`, Math.min(at, bytes.size))
    if (length > ctx.limits.structureBytes)
      throw overLimit(`${what} of ${length} bytes, ${ctx.limits.structureBytes} are allowed`, at)
    const data = bytes.read(at, length)
    read += data.length
    // Hostile links and continuations can lead to the same large block again and again.
    if (++blocks > MAX_BLOCKS || read > 8 * ctx.limits.structureBytes + 4 * bytes.size)
      throw overLimit('its structures refer to each other without end', at)
    return data
  }
  const fields = (address: number, length: number, what: string, exact: boolean): Fields =>
    new Fields(block(address, length, what, exact), superblock.widths, superblock.base + address)
  return {
    superblock,
    ctx,
    block,
    fields: (address, length, what) => fields(address, length, what, true),
    upTo: (address, length, what) => fields(address, length, what, false),
  }
}
