import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { pythonGrammar } from '../../syntax/python/parser.ts'
import { createContext } from '../budget.ts'
import { inspectRead, type ReleaseInspection } from './inspect-release.ts'
import { readBytes, type ReadArchive } from './read-archive.ts'

export interface ArchiveBytes {
  readonly file: string
  readonly bytes: Uint8Array
}

/** Archives in memory: for examples and tests. */
export async function inspectArchives(
  archives: readonly ArchiveBytes[],
  against: readonly ArchiveBytes[] = [],
): Promise<ReleaseInspection> {
  if (!pythonGrammar.done()) await pythonGrammar.run()
  return inspectRead(archives.map(read), against.map(read))
}

function read({ file, bytes }: ArchiveBytes): ReadArchive {
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(),
  })
  try {
    return readBytes(file, memoryBytes(bytes), ctx)
  } finally {
    ctx.dispose()
  }
}
