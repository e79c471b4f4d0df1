import { inflateRawSync } from 'node:zlib'
import { hashBytes } from '../bytes/hash.ts'
import { zipArchive } from '../bytes/zip/archive.ts'
import { DEFLATED, ENCRYPTED, STORED, type ZipEntry } from '../bytes/zip/types.ts'
import { MiB, type Context } from '../model/context.ts'
import type { Bytes } from '../model/entry.ts'
import { malformed, overLimit, ReadError } from '../model/read-error.ts'
import type { Dump, DumpDocument } from './dump.ts'

/** Of one record. The largest name every version of a package and have less than one MiB. */
export const MAX_RECORD: number = 16 * MiB

/** The records of an `all.zip` as OSV publishes it for an ecosystem. Throws `ReadError` when it cannot be listed whole. */
export function archiveDump(name: string, bytes: Bytes, ctx: Context, close: () => void): Dump {
  const archive = zipArchive(bytes)
  if (!archive) throw malformed('is no zip archive')
  if (archive.incomplete) throw archive.incomplete
  const members = archive.entries.filter(
    (entry) => entry.source === 'directory' && /\.json$/i.test(entry.name),
  )
  return {
    name,
    digest: hashBytes(bytes, ctx),
    *documents(): Generator<DumpDocument> {
      for (const entry of members) yield { name: entry.name, text: () => memberText(bytes, entry, ctx) }
    },
    close,
  }
}

/** Thousands of small members: inflated at once, which the declared size bounds before and zlib while it does. */
function memberText(bytes: Bytes, entry: ZipEntry, ctx: Context): string {
  if (entry.dataAt < 0) throw malformed('there is no local header', entry.headerAt)
  if ((entry.flags & ENCRYPTED) !== 0) throw new ReadError('encrypted', 'is encrypted')
  if (entry.size > MAX_RECORD || entry.compressed > MAX_RECORD)
    throw overLimit(`a record of ${entry.size} bytes`)
  const data = bytes.read(entry.dataAt, entry.compressed)
  if (data.length < entry.compressed) throw malformed('its data is cut off', bytes.size)
  if (entry.method === STORED) return data.toString('utf8')
  if (entry.method !== DEFLATED) throw new ReadError('unsupported', `compression method ${entry.method}`)
  let text: Buffer
  try {
    text = inflateRawSync(data, { maxOutputLength: MAX_RECORD })
  } catch {
    throw malformed('its data cannot be inflated', entry.dataAt)
  }
  ctx.countInflated(text.length, data.length, text.length)
  return text.toString('utf8')
}
