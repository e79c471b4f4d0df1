import type { DigestResult } from '../../bytes/digests/digest-file.ts'
import type { ResolvedSettings } from '../../config/resolve.ts'
import type { ChecksumAlgorithm } from '../../model/checksum.ts'
import type { SourceFile } from '../../sources/source-file.ts'
import type { Invocation } from '../command.ts'
import { hashTasks } from './hash-tasks.ts'

/** Results are in the order of the files; `asked` is what is worked out beside SHA-256, by path. */
export function hashTree(
  files: readonly SourceFile[],
  asked: { of(path: string): readonly ChecksumAlgorithm[] },
  values: Pick<ResolvedSettings, 'workers' | 'cache'>,
  invocation: Pick<Invocation, 'options' | 'io'>,
): Promise<DigestResult[]> {
  const tasks = files.map(({ path, absolute, size }) => ({
    absolute,
    size,
    others: asked.of(path),
  }))
  return hashTasks(tasks, values, invocation)
}
