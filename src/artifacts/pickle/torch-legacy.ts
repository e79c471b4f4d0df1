import type { Bytes } from '../../model/entry.ts'
import type { Value } from './value.ts'

/** `torch.save` before 1.6: five pickles, then the storages. */
const MAGIC = 0x1950a86a20f9469cfc6cn
const PROTOCOL = 1001n
/** Pickles of the file: magic number, protocol, system, object, storage keys. */
export const LEGACY_STREAMS = 5
/** Storage keys that are followed. */
export const MAX_STORAGES = 100_000

export function isLegacyMagic(value: Value): boolean {
  return value.kind === 'int' && value.value === MAGIC
}

export function isLegacyProtocol(value: Value): boolean {
  return value.kind === 'int' && value.value === PROTOCOL
}

const ELEMENT: Readonly<Record<string, number>> = {
  DoubleStorage: 8,
  FloatStorage: 4,
  HalfStorage: 2,
  BFloat16Storage: 2,
  LongStorage: 8,
  IntStorage: 4,
  ShortStorage: 2,
  CharStorage: 1,
  ByteStorage: 1,
  BoolStorage: 1,
  ComplexFloatStorage: 8,
  ComplexDoubleStorage: 16,
  QInt8Storage: 1,
  QUInt8Storage: 1,
  QInt32Storage: 4,
  QUInt4x2Storage: 1,
  QUInt2x4Storage: 1,
  UntypedStorage: 1,
}

export interface StorageDeclaration {
  /** Class of the storage: `HalfStorage`. Untrusted. */
  readonly type: string
  /** Bytes of one element; undefined for a type that torch does not have. */
  readonly element: number | undefined
  /** Elements. */
  readonly count: bigint
}

/** Reads `('storage', type, key, location, count, view)`. */
export function storageOf(id: Value): { key: string; storage: StorageDeclaration } | undefined {
  if (id.kind !== 'tuple') return undefined
  const [tag, type, key, , count] = id.items
  if (tag?.kind !== 'str' || tag.value !== 'storage' || key === undefined) return undefined
  if (type?.kind !== 'global' || count?.kind !== 'int') return undefined
  return { key: keyOf(key), storage: { type: type.name, element: ELEMENT[type.name], count: count.value } }
}

function keyOf(key: Value): string {
  if (key.kind === 'str') return key.value
  return key.kind === 'int' ? String(key.value) : key.kind
}

export interface Flaw {
  readonly start: number
  readonly end: number
  readonly says: string
}

/**
 * Follows the storages: for each key the number of elements in eight bytes, then the elements.
 * Returns where they end, or where they stop making sense.
 */
export function followStorages(
  bytes: Bytes,
  start: number,
  keys: readonly Value[],
  declared: ReadonlyMap<string, StorageDeclaration>,
): { readonly end: number; readonly flaws: readonly Flaw[] } {
  const flaws: Flaw[] = []
  let at = start
  for (const value of keys) {
    const key = keyOf(value)
    const storage = declared.get(key)
    const stop = (says: string): typeof flaws => [
      ...flaws,
      { start: at, end: Math.min(at + 8, bytes.size), says },
    ]
    if (storage?.element === undefined) return { end: at, flaws: stop(`storage ${key} is declared nowhere`) }
    const head = bytes.read(at, 8)
    if (head.length < 8) return { end: at, flaws: stop(`storage ${key} is missing`) }
    const count = head.readBigInt64LE(0)
    const end = BigInt(at) + 8n + count * BigInt(storage.element)
    if (count < 0n || end > BigInt(bytes.size))
      return { end: at, flaws: stop(`storage ${key} has ${count} elements, past the end of the file`) }
    if (count !== storage.count)
      flaws.push({
        start: at,
        end: at + 8,
        says: `storage ${key} has ${count} elements where ${storage.count} are declared`,
      })
    at = Number(end)
  }
  return { end: at, flaws }
}
