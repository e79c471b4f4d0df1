import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { MiB } from '../../model/context.ts'
import { UsageError } from '../../model/usage-error.ts'
import { formatBytes } from '../../text/sizes.ts'
import { visible } from '../../text/visible.ts'
import type { Io } from '../io.ts'

/** Documents are held in memory as a whole; a system of a hundred thousand packages takes less. */
const MAX_DOCUMENT = 512 * MiB

/** The text of a document that the user named. */
export function documentText(path: string, io: Io): string {
  return documentBytes(path, io).toString('utf8')
}

/** What the file that the user named holds. */
export function documentBytes(path: string, io: Io): Buffer {
  const file = resolve(io.cwd, path)
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw new UsageError(`there is no file ${visible(path)}`)
  if (stat.size > MAX_DOCUMENT)
    throw new UsageError(
      `${visible(path)}: has ${formatBytes(stat.size)}, ${formatBytes(MAX_DOCUMENT)} are read`,
    )
  return readFileSync(file)
}
