import { closeSync, openSync, statSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { descriptorBytes, memoryBytes } from '../../bytes/bytes.ts'
import { UsageError } from '../../model/usage-error.ts'
import { isPackageFileName } from '../../packages/file-names.ts'
import type { PackageSource } from '../../scan/package-files.ts'
import { discover } from '../../sources/discover.ts'
import { openRepository } from '../../sources/git/repository.ts'
import { visible } from '../../text/visible.ts'
import type { Io } from '../io.ts'

export interface OpenedSources {
  readonly sources: readonly PackageSource[]
  close(): void
}

/** The files of a folder, one file, or those of a git revision of the working folder. */
export function packageSources(place: string, io: Io): OpenedSources {
  const stat = statSync(resolve(io.cwd, place), { throwIfNoEntry: false })
  if (stat) return filesOf(resolve(io.cwd, place), stat.isDirectory(), io)
  const repository = openRepository(io.cwd)
  const files = repository?.filesAt(place)
  if (!repository || !files)
    throw new UsageError(`there is no file, folder or git revision ${visible(place)}`)
  const sources = [...files]
    .filter(({ path }) => isPackageFileName(path))
    .map(({ path, read }) => ({
      path,
      open: () => {
        const data = read()
        if (!data) throw new Error('its content is not in the repository')
        return memoryBytes(data)
      },
    }))
  return { sources, close: () => repository.close() }
}

function filesOf(absolute: string, isFolder: boolean, io: Io): OpenedSources {
  const descriptors: number[] = []
  const open = (path: string): ReturnType<PackageSource['open']> => {
    const fd = openSync(path, 'r')
    descriptors.push(fd)
    return descriptorBytes(fd, statSync(path).size)
  }
  const sources = isFolder
    ? discover(absolute, { environments: 'metadata' }).files.map((f) => ({
        path: f.path,
        open: () => open(f.absolute),
      }))
    : [{ path: shownPath(absolute, io), open: () => open(absolute) }]
  return { sources, close: () => descriptors.forEach((fd) => closeSync(fd)) }
}

/** Relative to the working folder where it lies in it; a reader may need the folder to know the file. */
function shownPath(absolute: string, io: Io): string {
  const path = relative(io.cwd, absolute)
  return path.startsWith('..') ? `${basename(dirname(absolute))}/${basename(absolute)}` : path
}
