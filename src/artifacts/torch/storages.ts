import type { Bytes } from '../../model/entry.ts'
import { MiB, type Context } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { openMember } from '../../bytes/zip/member.ts'
import type { ZipArchive, ZipEntry } from '../../bytes/zip/types.ts'
import { Evidence } from '../pickle/machine/evidence.ts'
import { Machine } from '../pickle/machine/machine.ts'
import { storageOf } from '../pickle/torch-legacy.ts'
import type { StorageFlaw } from './facts.ts'
import { rootOf } from './layout.ts'

/** A pickle that names storages is mostly names; a larger one is walked once, by the pickle format. */
const MAX_PICKLE = 32 * MiB
const MAX_STORAGES = 200_000
const MAX_FLAWS = 100

/** What the pickle declares of one storage. */
interface DeclaredStorage {
  /** 0 where the type of the storage is unknown. */
  readonly bytes: number
  readonly elements: number
  /** Class of the storage: `HalfStorage`. Untrusted. */
  readonly type: string
}

/** By storage key. */
export type DeclaredStorages = ReadonlyMap<string, DeclaredStorage>

const known = new WeakMap<ZipArchive, DeclaredStorages | 'unknown'>()

/** The storages that `data.pkl` under the root declares; undefined where it cannot be told. */
export function declaredStorages(
  bytes: Bytes,
  archive: ZipArchive,
  ctx: Context,
): DeclaredStorages | undefined {
  let declared = known.get(archive)
  if (declared === undefined) {
    declared = readDeclared(bytes, archive, ctx) ?? 'unknown'
    known.set(archive, declared)
  }
  return declared === 'unknown' ? undefined : declared
}

function readDeclared(bytes: Bytes, archive: ZipArchive, ctx: Context): DeclaredStorages | undefined {
  const path = `${rootOf(archive)}/data.pkl`.toLowerCase()
  const pickles = archive.entries.filter((e) => e.name.toLowerCase() === path)
  if (pickles.length === 0 || pickles.some((e) => e.size > MAX_PICKLE)) return undefined
  const declared = new Map<string, DeclaredStorage>()
  for (const pickle of pickles) if (!walk(bytes, pickle, declared, ctx)) return undefined
  return declared
}

function walk(bytes: Bytes, entry: ZipEntry, declared: Map<string, DeclaredStorage>, ctx: Context): boolean {
  try {
    const member = openMember(bytes, entry, ctx)
    try {
      const machine = new Machine(member.bytes, ctx, {
        onPersistent: (id) => {
          const found = storageOf(id)
          if (found === undefined || declared.size >= MAX_STORAGES) return
          const { element, count, type } = found.storage
          const size = Number(count * BigInt(element ?? 0))
          const most = Math.max(size, declared.get(found.key)?.bytes ?? 0)
          declared.set(found.key, { bytes: most, elements: Number(count), type })
        },
      })
      return machine.run(0, new Evidence()).stopped
    } finally {
      member.close()
    }
  } catch (error) {
    // The pickle format reads the same bytes and says what is wrong with them.
    if (error instanceof ReadError) return false
    throw error
  }
}

/** The key of a member that holds a storage of `data.pkl`. */
export function storageKey(root: string, name: string): string | undefined {
  const prefix = `${root}/data/`.toLowerCase()
  return name.toLowerCase().startsWith(prefix) ? name.slice(prefix.length) : undefined
}

/** PyTorch trusts the declared sizes: a member that is shorter is read past its end. */
export function storageFlaws(archive: ZipArchive, declared: DeclaredStorages): StorageFlaw[] {
  const root = rootOf(archive)
  const flaws: StorageFlaw[] = []
  for (const { name, headerAt, size } of archive.entries) {
    const key = storageKey(root, name)
    if (key === undefined || key === '' || flaws.length >= MAX_FLAWS) continue
    const wanted = declared.get(key)?.bytes
    const fact = { name, at: headerAt, size }
    if (wanted === undefined) flaws.push({ ...fact, kind: 'undeclared', says: 'belongs to no tensor' })
    else if (wanted > size)
      flaws.push({
        ...fact,
        kind: 'short',
        says: `holds ${size} bytes of the ${wanted} that its tensors use`,
      })
    else if (wanted > 0 && wanted < size)
      flaws.push({ ...fact, kind: 'long', says: `holds ${size} bytes, its tensors use ${wanted}` })
  }
  return flaws
}
