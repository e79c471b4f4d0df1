import { NO_CACHE, openHashCache } from '../../bytes/digests/cache.ts'
import type { DigestResult, DigestTask } from '../../bytes/digests/digest-file.ts'
import { digestFiles } from '../../bytes/digests/digest-files.ts'
import type { ResolvedSettings } from '../../config/resolve.ts'
import type { Invocation } from '../command.ts'
import { createProgress } from '../progress.ts'

/** Hashes with a line of progress and what is remembered of earlier runs. Results are in the order of the tasks. */
export async function hashTasks(
  tasks: readonly DigestTask[],
  values: Pick<ResolvedSettings, 'workers' | 'cache'>,
  { options, io }: Pick<Invocation, 'options' | 'io'>,
): Promise<DigestResult[]> {
  const shows = options['progress'] !== false && options['quiet'] !== true && io.stderr.isTTY
  const progress = createProgress(io, shows)
  const cache = values.cache === 'off' ? NO_CACHE : openHashCache(values.cache, () => io.clock())
  const totalBytes = tasks.reduce((sum, task) => sum + task.size, 0)
  const totalFiles = tasks.length
  let bytes = 0
  const update = (n: number): void => {
    bytes = Math.min(bytes + n, totalBytes)
    progress.update({ files: totalFiles, bytes, totalFiles, totalBytes, current: '' })
  }
  try {
    const { workers } = values
    const results = await digestFiles(tasks, {
      workers,
      signal: io.signal,
      cache,
      ...(shows && { onBytes: update }),
    })
    cache.save()
    return results
  } finally {
    progress.done()
  }
}
