import type { Bytes } from '../../model/entry.ts'
import { malformed } from '../../model/read-error.ts'
import { Fields, type Widths } from './fields.ts'

const SIGNATURE = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1')

export interface Superblock {
  readonly version: number
  /** Where the file's own addresses count from: the library puts it at the superblock, whatever is declared. */
  readonly base: number
  readonly widths: Widths
  /** Address of the root group's object header. */
  readonly root: number | undefined
}

/**
 * Offset of the superblock: 0, 512, 1024, 2048 and so on, the first one that carries the signature.
 * What stands before it is the user block, which may hold anything.
 */
export function findSuperblock(bytes: Bytes, head: Buffer): number | undefined {
  for (let at = 0; at + SIGNATURE.length <= bytes.size; at = at === 0 ? 512 : at * 2) {
    const found = at + 8 <= head.length ? head.subarray(at, at + 8) : bytes.read(at, 8)
    if (found.equals(SIGNATURE)) return at
  }
  return undefined
}

export function readSuperblock(bytes: Bytes, base: number): Superblock {
  const block = bytes.read(base + SIGNATURE.length, 256)
  const version = block[0]
  if (version === undefined) throw malformed('ends behind the signature', base)
  if (version > 3) throw malformed(`superblock version ${version}`, base + 8)
  const [offset, length] = version < 2 ? [block[5], block[6]] : [block[1], block[2]]
  const widths = { offset: offset ?? 0, length: length ?? 0 }
  for (const width of [widths.offset, widths.length])
    if (![2, 4, 8, 16, 32].includes(width)) throw malformed(`addresses of ${width} bytes`, base + 8)
  const fields = new Fields(block, widths, base + SIGNATURE.length)
  fields.skip(version < 2 ? 16 : 4)
  if (version === 1) fields.skip(4)
  if (version < 2) {
    for (let i = 0; i < 4; i++) fields.address()
    fields.length()
  } else {
    for (let i = 0; i < 3; i++) fields.address()
  }
  return { version, base, widths, root: fields.address() }
}
