import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The path without links, as far as it exists. */
export function realOrSame(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(realOrSame(parent), basename(path))
  }
}
