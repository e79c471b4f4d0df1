import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { discover } from '../../sources/discover.ts'
import { committedFiles, type Checkout } from '../../sources/git/committed-files.ts'
import { hubDownloads, hubRepositories, type HubDownload } from '../../sources/hugging-face-cache.ts'
import { lfsPointerAt, type LfsPointer } from '../../sources/lfs-pointer.ts'
import type { SourceFile } from '../../sources/source-file.ts'
import type { SourceTree } from '../../sources/tree.ts'
import { isBookkeeping } from './bookkeeping.ts'

/** What is verified, with all that lies around it and tells where it came from. */
export interface ExaminedTree {
  readonly tree: SourceTree
  /** Real path of the folder that all paths are relative to. */
  readonly folder: string
  /** A single file was named. */
  readonly isFile: boolean
  /** Files whose bytes matter: without what clients and version control keep for themselves. */
  readonly files: readonly SourceFile[]
  /** Names in the repository that a file was downloaded from, where a record tells more than the path. */
  readonly names: ReadonlyMap<string, string>
  /** Files that are no more than a pointer to a large file. */
  readonly pointers: ReadonlyMap<string, LfsPointer>
  readonly checkout?: Checkout
}

/** Throws what `lstat` throws when there is nothing at the path. */
export function examineTree(path: string): ExaminedTree {
  const isFile = !statSync(path).isDirectory()
  const found = discover(path)
  const folder = isFile ? realpathSync(dirname(resolve(path))) : realpathSync(path)
  const records = isFile ? found.files.flatMap((file) => downloadOf(file, folder)) : []
  const tree = isFile
    ? {
        ...found,
        repositories: hubRepositories(found.files, folder),
        downloads: records.map((r) => r.download),
      }
    : found
  const files = tree.files.filter((file) => isFile || !isBookkeeping(file))
  const checkout = checkoutOf(folder)
  return {
    tree,
    folder,
    isFile,
    files,
    names: new Map(records.map(({ download, name }) => [download.path, name])),
    pointers: new Map(
      files.flatMap((file) => {
        const pointer = lfsPointerAt(file)
        return pointer ? [[file.path, pointer] as const] : []
      }),
    ),
    ...(checkout && { checkout }),
  }
}

function checkoutOf(folder: string): Checkout | undefined {
  try {
    return committedFiles(folder)
  } catch {
    // Broken or foreign: then git has no word here.
    return undefined
  }
}

const MAX_DEPTH = 16

/** Of a single file in a download folder: what the folder would have told. */
function downloadOf(
  file: SourceFile,
  folder: string,
): { readonly download: HubDownload; readonly name: string }[] {
  const absolute = join(folder, file.path)
  let top = folder
  for (let depth = 0; depth < MAX_DEPTH; depth++, top = dirname(top)) {
    const within = relative(top, absolute).split(sep).join('/')
    const record = join(top, '.cache/huggingface/download', `${within}.metadata`)
    if (existsSync(record)) {
      const { size, mtimeMs } = lstatSync(record)
      const path = `.cache/huggingface/download/${within}.metadata`
      const listed = { path, absolute: record, size, modified: Math.trunc(mtimeMs), aliases: [] }
      return hubDownloads([listed]).map((d) => ({
        download: { ...d, path: basename(file.path), folder: '' },
        name: within,
      }))
    }
    if (dirname(top) === top) break
  }
  return []
}
