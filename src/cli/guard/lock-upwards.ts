import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LOCK_NAME } from '../../integrity/lock/lock.ts'

/** The lock of the folder, or of one above it; where it would be when there is none. */
export function lockUpwards(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, LOCK_NAME)
    if (existsSync(file)) return file
    if (dirname(folder) === folder) return join(cwd, LOCK_NAME)
  }
}
