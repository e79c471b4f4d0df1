import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { malformed, overLimit, type ReadError } from '../../model/read-error.ts'
import { sliceBytes } from '../bytes.ts'
import { BLOCK, isZeroBlock, tarHeader, text, type TarHeader } from './header.ts'
import { paxRecords, paxSize } from './pax.ts'
import { gnuSparseMap, paxSparseMap, sparseBytes } from './sparse.ts'

export interface TarMember {
  readonly name: string
  /** One character, as in the header. */
  readonly type: string
  readonly mode: number
  readonly link: string
  /** Of its first header. */
  readonly at: number
  readonly bytes: Bytes
  /** Whether it stands behind the block at which programs stop reading. */
  readonly behindEnd: boolean
}

export type TarEvent =
  | { readonly kind: 'member'; readonly member: TarMember }
  /** Reading goes on at the next header. */
  | { readonly kind: 'flaw'; readonly error: ReadError }

/** Extended headers, names and maps are small; a longer one is an attack. */
const MAX_META = 1024 * 1024
const SEARCHED = 64 * 1024 * 1024

interface Pending {
  at?: number
  name?: string
  link?: string
  records: Map<string, string>
}

/** Members in order, also those behind the end mark and behind a broken header: a concatenated tar, a hidden one. */
export function* tarMembers(bytes: Bytes, ctx: Context): Generator<TarEvent> {
  const global = new Map<string, string>()
  let pending: Pending = { records: new Map() }
  let behindEnd = false
  let at = 0
  let headers = 0
  while (at < bytes.size) {
    ctx.checkpoint()
    const block = bytes.read(at, BLOCK)
    if (isZeroBlock(block)) {
      behindEnd = true
      at += BLOCK
      continue
    }
    if (++headers > ctx.limits.members) throw overLimit(`more than ${ctx.limits.members} headers`, at)
    const header = tarHeader(block)
    if (header === undefined) {
      const next = nextHeader(bytes, at + BLOCK)
      // Anything may be appended to a tar; only what parses as one is worth a word.
      if (!behindEnd || next !== undefined)
        yield { kind: 'flaw', error: malformed('no tar header, or one with a wrong checksum', at) }
      if (next === undefined) return
      at = next
      continue
    }
    const start = at
    pending.at ??= start
    at += BLOCK
    if (
      header.type === 'L' ||
      header.type === 'K' ||
      header.type === 'x' ||
      header.type === 'X' ||
      header.type === 'g'
    ) {
      if (header.size > MAX_META) throw overLimit(`an extended header of ${header.size} bytes`, start)
      const data = bytes.read(at, header.size)
      if (data.length < header.size) throw malformed('an extended header is cut off', start)
      if (header.type === 'L') pending.name = text(data, 0, data.length)
      else if (header.type === 'K') pending.link = text(data, 0, data.length)
      else
        for (const [key, value] of paxRecords(data))
          (header.type === 'g' ? global : pending.records).set(key, value)
      at += padded(header.size)
      continue
    }
    const records = new Map([...global, ...pending.records])
    const meta = { ...pending, records }
    const size = isFile(header.type) ? (paxSize(records, 'size') ?? header.size) : 0
    const { member, end } = memberOf(bytes, header, meta, { at, size, behindEnd })
    pending = { records: new Map() }
    if (end > bytes.size)
      yield { kind: 'flaw', error: malformed('the archive is cut off inside a member', start) }
    yield { kind: 'member', member }
    at = end
  }
}

function memberOf(
  bytes: Bytes,
  header: TarHeader,
  meta: Pending,
  { at, size, behindEnd }: { readonly at: number; readonly size: number; readonly behindEnd: boolean },
): { member: TarMember; end: number } {
  const { records } = meta
  let dataAt = at
  let data: Bytes
  if (header.type === 'S') {
    const sparse = gnuSparseMap(bytes, header, at)
    dataAt = sparse.dataAt
    data = sparseBytes(sliceBytes(bytes, dataAt, size), sparse.map)
  } else {
    const stored = sliceBytes(bytes, dataAt, size)
    const map = paxSparseMap(records, stored)
    data = map === undefined ? stored : sparseBytes(stored, map)
  }
  const name = records.get('GNU.sparse.name') ?? records.get('path') ?? meta.name ?? header.name
  return {
    member: {
      name,
      type: header.type,
      mode: header.mode,
      link: records.get('linkpath') ?? meta.link ?? header.link,
      at: meta.at ?? at - BLOCK,
      bytes: data,
      behindEnd,
    },
    end: dataAt + padded(size),
  }
}

/** Links, devices, folders and pipes have no data, whatever size they declare; unknown types are files. */
export function isFile(type: string): boolean {
  return !/^[1-6]$/.test(type)
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}

function nextHeader(bytes: Bytes, from: number): number | undefined {
  const stop = Math.min(bytes.size, from + SEARCHED)
  const chunk = 256 * BLOCK
  for (let at = from; at < stop; at += chunk) {
    const data = bytes.read(at, chunk)
    for (let i = 0; i + BLOCK <= data.length; i += BLOCK)
      if (data[i] !== 0 && tarHeader(data.subarray(i, i + BLOCK)) !== undefined) return at + i
  }
  return undefined
}
