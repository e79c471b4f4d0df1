import { resolve } from 'node:path'
import type { NamedBytes } from '../../../integrity/attestations/write-statement.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { visible } from '../../../text/visible.ts'
import type { Invocation } from '../../command.ts'
import { configOf } from '../../scan-config.ts'
import { examineTree } from '../examined-tree.ts'
import { hashTree } from '../hash-tree.ts'

/** The files of `--subject`: those of a folder under their paths in it. Throws `UsageError`. */
export async function subjectFiles({ options, io }: Invocation): Promise<readonly NamedBytes[]> {
  const paths = (options['subject'] ?? []) as readonly string[]
  const found: NamedBytes[] = []
  const { values } = await configOf(paths, options, io)
  for (const path of paths) {
    const files = filesAt(resolve(io.cwd, path), path)
    const results = await hashTree(files, { of: () => [] }, values, { options, io })
    results.forEach((result, i) => {
      const name = files[i]!.path
      if (result.outcome === 'failed') throw new UsageError(`--subject ${visible(name)}: ${result.detail}`)
      found.push({ name, digest: result.digest })
    })
  }
  return found
}

function filesAt(absolute: string, shown: string): ReturnType<typeof examineTree>['files'] {
  try {
    const { files } = examineTree(absolute)
    if (files.length === 0) throw new UsageError(`--subject ${visible(shown)}: holds no file`)
    return files
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error) || !('code' in error)) throw error
    throw new UsageError(`--subject: there is no ${visible(shown)}`, { cause: error })
  }
}
