import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { malformed, overLimit } from '../model/read-error.ts'
import { MAX_RECORD } from './archive-dump.ts'
import type { Dump, DumpDocument } from './dump.ts'

const MAX_FILES = 1_000_000
const MAX_DEPTH = 12

/** Files of a folder that hold records or archives of them, by path. Links are not followed. */
export function dumpFiles(folder: string): { readonly records: string[]; readonly archives: string[] } {
  const records: string[] = []
  const archives: string[] = []
  const visit = (place: string, depth: number): void => {
    if (depth > MAX_DEPTH) throw overLimit(`folders are nested deeper than ${MAX_DEPTH}`)
    const entries = readdirSync(place, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      const path = join(place, entry.name)
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.')) visit(path, depth + 1)
      } else if (entry.isFile() && /\.json$/i.test(entry.name)) records.push(path)
      else if (entry.isFile() && /\.zip$/i.test(entry.name)) archives.push(path)
      if (records.length + archives.length > MAX_FILES)
        throw overLimit(`the folder holds more than ${MAX_FILES} files`)
    }
  }
  visit(folder, 0)
  return { records, archives }
}

/** Records that lie in files of their own. */
export function recordsDump(folder: string, paths: readonly string[]): Dump {
  const digests = createHash('sha256')
  for (const path of paths) {
    const content = createHash('sha256').update(readFileSync(path)).digest('hex')
    digests.update(`${content}  ${path.slice(folder.length + 1).replaceAll('\\', '/')}\n`)
  }
  return {
    name: basename(folder),
    digest: `sha256:${digests.digest('hex')}`,
    *documents(): Generator<DumpDocument> {
      for (const path of paths) yield { name: basename(path), text: () => fileText(path) }
    },
    close: () => {},
  }
}

function fileText(path: string): string {
  const { size } = lstatSync(path)
  if (size > MAX_RECORD) throw overLimit(`a record of ${size} bytes`)
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw malformed('cannot be read')
  }
}
