import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { MiB } from '../../model/context.ts'
import { applyDelta } from './delta.ts'
import { openIndex, type PackIndex } from './pack-index.ts'

type ObjectType = 'commit' | 'tree' | 'blob' | 'tag'

export interface GitObject {
  readonly type: ObjectType
  readonly data: Buffer
}

/** Reads objects of a repository by id. What is missing, broken or too large is undefined, never an error. */
export interface ObjectStore {
  read(id: string): GitObject | undefined
  /** The only id that begins with some hex digits, at least four. */
  expand(prefix: string): string | undefined
  close(): void
}

const MAX_OBJECT = 32 * MiB
const MAX_PACKS = 2000
/** Deltas upon deltas; git itself writes 4095 at most. */
const MAX_CHAIN = 4096
const PACK_TYPES: Readonly<Record<number, ObjectType>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' }
const OFFSET_DELTA = 6
const REFERENCE_DELTA = 7
/** First read of a packed object whose compressed size nobody states. */
const FIRST_READ = 4096

export function openObjects(folder: string, idBytes: number): ObjectStore {
  let packs: Pack[] | undefined
  const store: ObjectStore = {
    read(id) {
      const loose = readLoose(folder, id)
      if (loose) return loose
      packs ??= openPacks(join(folder, 'pack'), idBytes)
      for (const pack of packs) {
        const offset = pack.index.offsetOf(id)
        if (offset === undefined) continue
        const found = readPacked(pack, offset, store, idBytes)
        if (found) return found
      }
      return undefined
    },
    expand(prefix) {
      if (!/^[0-9a-f]{4,}$/.test(prefix)) return undefined
      packs ??= openPacks(join(folder, 'pack'), idBytes)
      const found = new Set(packs.flatMap((pack) => pack.index.idsWith(prefix)))
      for (const id of looseIds(folder, prefix)) found.add(id)
      const [only, ...more] = found
      return more.length > 0 ? undefined : only
    },
    close() {
      for (const pack of packs ?? []) {
        pack.index.close()
        closeSync(pack.fd)
      }
      packs = []
    },
  }
  return store
}

function readLoose(folder: string, id: string): GitObject | undefined {
  try {
    const packed = readFileSync(join(folder, id.slice(0, 2), id.slice(2)))
    const bytes = inflateSync(packed, { maxOutputLength: MAX_OBJECT })
    const end = bytes.indexOf(0)
    const [, type = ''] =
      /^(commit|tree|blob|tag) \d+$/.exec(bytes.toString('latin1', 0, Math.max(0, end))) ?? []
    return type ? { type: type as ObjectType, data: bytes.subarray(end + 1) } : undefined
  } catch {
    return undefined
  }
}

function looseIds(folder: string, prefix: string): string[] {
  const start = prefix.slice(0, 2)
  try {
    return readdirSync(join(folder, start))
      .map((rest) => start + rest)
      .filter((id) => /^[0-9a-f]+$/.test(id) && id.startsWith(prefix))
  } catch {
    return []
  }
}

interface Pack {
  readonly index: PackIndex
  readonly fd: number
  /** Bytes. */
  readonly size: number
}

function openPacks(folder: string, idBytes: number): Pack[] {
  let names: string[]
  try {
    names = readdirSync(folder).filter((name) => /^pack-[0-9a-f]+\.idx$/.test(name))
  } catch {
    return []
  }
  return names
    .toSorted()
    .slice(0, MAX_PACKS)
    .flatMap((name): Pack[] => {
      try {
        const index = openIndex(join(folder, name), idBytes)
        if (!index) return []
        const fd = openSync(join(folder, `${name.slice(0, -'.idx'.length)}.pack`), 'r')
        return [{ index, fd, size: fstatSync(fd).size }]
      } catch {
        return []
      }
    })
}

/** Follows a chain of deltas down to a whole object, then applies them on the way back. */
function readPacked(pack: Pack, start: number, store: ObjectStore, idBytes: number): GitObject | undefined {
  const deltas: Buffer[] = []
  let offset = start
  for (let depth = 0; depth < MAX_CHAIN; depth++) {
    const head = readAt(pack, offset, 64)
    const { type, size, length } = entryHeader(head)
    if (size > MAX_OBJECT) return undefined
    if (type === OFFSET_DELTA) {
      const base = offsetOperand(head, length)
      const delta = inflateAt(pack, offset + base.end, size)
      if (!delta || base.distance <= 0 || base.distance > offset) return undefined
      deltas.push(delta)
      offset -= base.distance
      continue
    }
    if (type === REFERENCE_DELTA) {
      const id = head.toString('hex', length, length + idBytes)
      const delta = inflateAt(pack, offset + length + idBytes, size)
      if (!delta) return undefined
      deltas.push(delta)
      const within = pack.index.offsetOf(id)
      if (within !== undefined && within !== offset) {
        offset = within
        continue
      }
      const base = within === undefined ? store.read(id) : undefined
      return base && rebuild(base, deltas)
    }
    const whole = PACK_TYPES[type]
    const data = whole && inflateAt(pack, offset + length, size)
    return data && rebuild({ type: whole, data }, deltas)
  }
  return undefined
}

function rebuild(base: GitObject, deltas: readonly Buffer[]): GitObject | undefined {
  let { data } = base
  for (const delta of deltas.toReversed()) {
    const next = applyDelta(data, delta, MAX_OBJECT)
    if (!next) return undefined
    data = next
  }
  return { type: base.type, data }
}

/** Type in three bits, size in seven bits a byte, the low ones first. */
function entryHeader(head: Buffer): { type: number; size: number; length: number } {
  const first = head[0] ?? 0
  let size = first & 15
  let scale = 16
  let length = 1
  for (let byte = first; byte & 0x80 && length < 10; length++) {
    byte = head[length] ?? 0
    size += (byte & 0x7f) * scale
    scale *= 128
  }
  return { type: (first >> 4) & 7, size, length }
}

function offsetOperand(head: Buffer, start: number): { distance: number; end: number } {
  let end = start
  let byte = head[end++] ?? 0
  let distance = byte & 0x7f
  while (byte & 0x80 && end < start + 9) {
    byte = head[end++] ?? 0
    distance = (distance + 1) * 128 + (byte & 0x7f)
  }
  return { distance, end }
}

function inflateAt(pack: Pack, offset: number, size: number): Buffer | undefined {
  // Deflate expands what it cannot compress by a few bytes in a thousand.
  const bound = size + Math.ceil(size / 100) + 128
  for (let length = Math.min(bound, FIRST_READ); ; length = bound) {
    try {
      const data = inflateSync(readAt(pack, offset, length), { maxOutputLength: Math.max(1, size) })
      return data.length === size ? data : undefined
    } catch {
      if (length >= bound) return undefined
    }
  }
}

function readAt({ fd, size }: Pack, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
  const read = readSync(fd, buffer, 0, buffer.length, offset)
  return buffer.subarray(0, read)
}
