import { basename } from 'node:path'
import type { NamedFile } from '../../../integrity/trust/read-trust.ts'
import { MiB } from '../../../model/context.ts'
import { ReadError } from '../../../model/read-error.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { visible } from '../../../text/visible.ts'
import { readBounded } from '../open-document.ts'

/** A file that an option names, by its base name. Throws `UsageError`. */
export function readFileNamed(
  flag: string,
  absolute: string,
  shown: string,
  most: number = 64 * MiB,
): NamedFile {
  try {
    return { name: basename(absolute), data: readBounded(absolute, most) }
  } catch (error) {
    if (error instanceof ReadError)
      throw new UsageError(`${flag} ${visible(shown)}: ${error.message}`, { cause: error })
    if (!(error instanceof Error) || !('code' in error)) throw error
    const why = error.code === 'ENOENT' ? 'there is no' : 'cannot be read:'
    throw new UsageError(`${flag}: ${why} ${visible(shown)}`, { cause: error })
  }
}
