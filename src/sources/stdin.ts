import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EMPTY_TREE, type SourceTree } from './tree.ts'

export interface Spooled {
  readonly tree: SourceTree
  remove(): void
}

/** Standard input as a file named `stdin`: formats are read from both ends, so a stream will not do. */
export async function spool(input: AsyncIterable<Uint8Array>): Promise<Spooled> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-'))
  const absolute = join(folder, 'stdin')
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const fd = openSync(absolute, 'wx', 0o600)
    let size = 0
    let modified: number
    try {
      for await (const chunk of input) {
        for (let done = 0; done < chunk.length;) done += writeSync(fd, chunk, done)
        size += chunk.length
      }
      modified = Math.trunc(fstatSync(fd).mtimeMs)
    } finally {
      closeSync(fd)
    }
    return {
      tree: { ...EMPTY_TREE, files: [{ path: 'stdin', absolute, size, modified, aliases: [] }] },
      remove,
    }
  } catch (error) {
    remove()
    throw error
  }
}
