import { NO_CACHE, openHashCache } from '../../bytes/digests/cache.ts'
import type { DigestResult } from '../../bytes/digests/digest-file.ts'
import { digestFiles } from '../../bytes/digests/digest-files.ts'
import type { ResolvedSettings } from '../../config/resolve.ts'
import type { ChecksumAlgorithm } from '../../model/checksum.ts'
import type { SourceFile } from '../../sources/source-file.ts'
import type { Invocation } from '../command.ts'
import { createProgress } from '../progress.ts'

/** Results are in the order of the files. */
export async function hashTree(
  files: readonly SourceFile[],
  asked: { of(path: string): readonly ChecksumAlgorithm[] },
  values: Pick<ResolvedSettings, 'workers' | 'cache'>,
  { options, io }: Pick<Invocation, 'options' | 'io'>,
): Promise<DigestResult[]> {
  const shows = options['progress'] !== false && options['quiet'] !== true && io.stderr.isTTY
  const progress = createProgress(io, shows)
  const cache = values.cache === 'off' ? NO_CACHE : openHashCache(values.cache, () => io.clock())
  const totalBytes = files.reduce((sum, f) => sum + f.size, 0)
  let bytes = 0
  const update = (n: number): void => {
    bytes += n
    progress.update({
      files: files.length,
      bytes: Math.min(bytes, totalBytes),
      totalFiles: files.length,
      totalBytes,
      current: '',
    })
  }
  try {
    const tasks = files.map(({ path, absolute, size }) => ({
      absolute,
      size,
      others: asked.of(path),
    }))
    const results = await digestFiles(tasks, {
      workers: values.workers,
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
