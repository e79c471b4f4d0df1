import { crc32 } from 'node:zlib'
import { MiB, type Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { malformed, ReadError } from '../../model/read-error.ts'
import { sliceBytes } from '../bytes.ts'
import type { Codec } from '../compression/codecs.ts'
import { inflate } from '../compression/inflate.ts'
import { refuseWhenSpent } from '../compression/ledger.ts'
import { DEFLATED, ENCRYPTED, STORED, type ZipEntry } from './types.ts'

/** Checksums of larger stored members are left alone: reading them costs as much as hashing the file. */
const CHECKED = MiB
/** What ZipCrypto puts in front of the data. */
const CRYPTO_HEADER = 12

const METHODS: ReadonlyMap<number, Codec> = new Map<number, Codec>([
  [DEFLATED, 'deflate'],
  [12, 'bzip2'],
  [14, 'zip-lzma'],
  [20, 'zstd'],
  [93, 'zstd'],
  [95, 'xz'],
])

export type MemberFlawKind = 'crc' | 'size' | 'encryption-lie'

export interface OpenMember {
  readonly bytes: Bytes
  readonly flaws: readonly { readonly kind: MemberFlawKind; readonly says: string }[]
  /** Why its bytes are not complete. */
  readonly problem?: ReadError
  close(): void
}

/** Opens a member as a lenient loader would: by the central directory's sizes, whatever flags and checksum say. */
export function openMember(bytes: Bytes, entry: ZipEntry, ctx: Context): OpenMember {
  if (entry.dataAt < 0) throw malformed('there is no local header', entry.headerAt)
  const opened = openPlain(bytes, entry, ctx)
  if ((entry.flags & ENCRYPTED) === 0) return opened
  if (looksPlain(entry, opened))
    return { ...opened, flaws: [{ kind: 'encryption-lie', says: 'is marked as encrypted and is not' }] }
  opened.close()
  throw new ReadError('encrypted', 'encrypted with a password')
}

function openPlain(bytes: Bytes, entry: ZipEntry, ctx: Context): OpenMember {
  const data = sliceBytes(bytes, entry.dataAt, entry.compressed)
  if (entry.method === STORED) {
    const cut = data.size < entry.compressed ? malformed('its data is cut off', bytes.size) : undefined
    return finished(entry, data, cut, () => {})
  }
  const codec = METHODS.get(entry.method)
  if (codec === undefined) throw new ReadError('unsupported', `compression method ${entry.method}`)
  refuseWhenSpent(ctx)
  const inflated = inflate(codec, data, ctx)
  return finished(entry, inflated.bytes, inflated.problem, () => inflated.close())
}

function finished(
  entry: ZipEntry,
  bytes: Bytes,
  problem: ReadError | undefined,
  close: () => void,
): OpenMember {
  const flaws: { kind: MemberFlawKind; says: string }[] = []
  if (problem === undefined && entry.source !== 'local-header') {
    if (bytes.size !== entry.size)
      flaws.push({ kind: 'size', says: `holds ${bytes.size} bytes and declares ${entry.size}` })
    else if (bytes.size <= CHECKED && crc32(bytes.read(0, bytes.size)) !== entry.crc)
      flaws.push({ kind: 'crc', says: 'does not match its checksum' })
  }
  return { bytes, flaws, close, ...(problem === undefined ? {} : { problem }) }
}

/** ZipCrypto lengthens stored data and turns deflated data into noise. */
function looksPlain(entry: ZipEntry, { bytes, flaws, problem }: OpenMember): boolean {
  if (entry.method === STORED) return entry.compressed === entry.size || entry.compressed < CRYPTO_HEADER
  return problem === undefined && !flaws.some((f) => f.kind === 'size') && bytes.size > 0
}
