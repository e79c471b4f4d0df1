import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { interpreterOf } from '../../integrity/guard/become.ts'
import { pythonCommand } from '../../integrity/guard/python-command.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { Surroundings } from './guarded-start.ts'

/** The command with the Python hook in force. Throws `UsageError` where it would not be: it was asked for. */
export function hookedCommand(words: readonly string[], { env, cwd }: Surroundings): readonly string[] {
  const result = pythonCommand(words, hookFile(), (program) => interpreterOf(program, env, cwd))
  if (result.hooked) return result.words
  throw new UsageError(`--python-hook: the hook would not be in force: ${result.reason}`)
}

function hookFile(): string {
  const isSource = import.meta.url.endsWith('.ts')
  const file = fileURLToPath(
    new URL(
      isSource ? '../../../integrations/python/assay_guard.py' : '../python/assay_guard.py',
      import.meta.url,
    ),
  )
  if (!existsSync(file))
    throw new UsageError('--python-hook: this installation of Assay lacks assay_guard.py')
  return file
}
