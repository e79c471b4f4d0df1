import { closeSync, openSync, statSync, type Stats } from 'node:fs'
import { basename, resolve } from 'node:path'
import { descriptorBytes, memoryBytes } from '../bytes/bytes.ts'
import { sha256 } from '../model/identity.ts'
import type { Context } from '../model/context.ts'
import type { Bytes } from '../model/entry.ts'
import { malformed, overLimit } from '../model/read-error.ts'
import { withoutCredentials } from '../text/web-address.ts'
import { archiveDump, MAX_RECORD } from './archive-dump.ts'
import { download } from './download.ts'
import type { Dump } from './dump.ts'
import { dumpFiles, recordsDump } from './folder-dump.ts'

const ADDRESS = /^https?:\/\//i
const ZIP: ReadonlySet<string> = new Set(['PK\u0003\u0004', 'PK\u0005\u0006'])

/** How a source is called in messages and in the index: never with credentials or folders of this machine. */
export function shownSource(source: string): string {
  return ADDRESS.test(source) ? withoutCredentials(source) : basename(source) || source
}

/** Opens what the user named: a file, a folder, an address. Throws `ReadError`, or what the file system throws. */
export async function openDumps(source: string, cwd: string, ctx: Context): Promise<readonly Dump[]> {
  if (ADDRESS.test(source)) {
    const data = await download(source, ctx.signal)
    return [dumpOf(shownSource(source), memoryBytes(data), ctx, () => {})]
  }
  const path = resolve(cwd, source)
  const stat: Stats = statSync(path)
  if (!stat.isDirectory()) return [openFile(path, stat, ctx)]
  const { records, archives } = dumpFiles(path)
  const dumps = archives.map((archive) => openFile(archive, statSync(archive), ctx))
  return records.length > 0 ? [recordsDump(path, records), ...dumps] : dumps
}

function openFile(path: string, stat: Stats, ctx: Context): Dump {
  if (!stat.isFile()) throw malformed('is no file')
  const fd = openSync(path, 'r')
  try {
    return dumpOf(basename(path), descriptorBytes(fd, stat.size), ctx, () => closeSync(fd))
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

function dumpOf(name: string, bytes: Bytes, ctx: Context, close: () => void): Dump {
  if (ZIP.has(bytes.read(0, 4).toString('latin1'))) return archiveDump(name, bytes, ctx, close)
  if (bytes.size > MAX_RECORD) throw overLimit(`is no archive and has ${bytes.size} bytes`)
  const data = bytes.read(0, bytes.size)
  const documents = [{ name, text: () => data.toString('utf8') }]
  return { name, digest: sha256(data), documents: () => documents, close }
}
