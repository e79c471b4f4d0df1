import { NO_CACHE, openHashCache } from '../../../bytes/digests/cache.ts'
import { digestFiles } from '../../../bytes/digests/digest-files.ts'
import type { ResolvedSettings } from '../../../config/resolve.ts'
import type { Digester } from '../../../integrity/oms/check-resources.ts'
import type { Invocation } from '../../command.ts'
import { createProgress } from '../../progress.ts'

/** Hashes on threads, remembers digests between runs, shows progress on a terminal. */
export function digesterOf(
  values: Pick<ResolvedSettings, 'workers' | 'cache'>,
  { options, io }: Pick<Invocation, 'options' | 'io'>,
): Digester {
  const shows = options['progress'] !== false && options['quiet'] !== true && io.stderr.isTTY
  const cache = values.cache === 'off' ? NO_CACHE : openHashCache(values.cache, () => io.clock())
  return async (tasks) => {
    const progress = createProgress(io, shows)
    const totalBytes = tasks.reduce((sum, { size }) => sum + size, 0)
    const totalFiles = tasks.length
    let bytes = 0
    const onBytes = (n: number): void => {
      bytes = Math.min(bytes + n, totalBytes)
      progress.update({ files: totalFiles, bytes, totalFiles, totalBytes, current: '' })
    }
    try {
      const { workers } = values
      const results = await digestFiles(tasks, {
        workers,
        signal: io.signal,
        cache,
        ...(shows && { onBytes }),
      })
      cache.save()
      return results
    } finally {
      progress.done()
    }
  }
}
