import { relative } from 'node:path'
import { become, findProgram } from '../../integrity/guard/become.ts'
import { guard } from '../../integrity/guard/guard.ts'
import type { Refusal } from '../../integrity/refusal.ts'
import { UsageError } from '../../model/usage-error.ts'
import { EXIT } from '../exit-codes.ts'
import { commandEnvironment } from './environment.ts'
import { userFolders } from './folders.ts'
import { lockUpwards } from './lock-upwards.ts'
import { recordLoad } from './record.ts'
import type { StartSettings } from './settings.ts'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
}

/**
 * Checks, writes down what is loaded, and becomes the command; gives an exit code only when it does not, or where it
 * cannot. Standard output is not touched: what is written to it before the command has it would make it non-blocking.
 */
export async function guardedStart(settings: StartSettings, around: Surroundings): Promise<number> {
  const { env, cwd } = around
  const { logFormat } = settings
  try {
    const command = settings.pythonHook ? await hooked(settings.command, around) : settings.command
    const program = findProgram(command, env, cwd)
    if (!program) throw new UsageError(`${command[0]}: there is no such command`)
    const file = settings.lock ?? lockUpwards(cwd)
    const shown = relative(cwd, file) || file
    const guarded = await guard({
      lock: { file, shown },
      keys: settings.lockKeys,
      paranoid: settings.paranoid,
      words: settings.command,
      looksAtEnvironment: true,
      cwd,
      env,
      home: userFolders(env).home,
      variables: settings.variables,
      cache: settings.cache,
      state: settings.state,
      ...(settings.workers !== undefined && { workers: settings.workers }),
    })
    await tell(guarded.notes, guarded.refusals, logFormat)
    if (settings.dryRun) return guarded.refusals.length > 0 ? EXIT.denied : EXIT.allowed
    const problem = recordLoad(guarded, settings, { ...around, file: shown })
    if (problem !== undefined) await tell([problem], [], logFormat)
    if (settings.eventsUrl !== undefined) await deliver(settings, env)
    if (guarded.refusals.length > 0) return EXIT.denied
    const own = commandEnvironment(env, guarded, file)
    return await become(program, own, guarded.checked === 'hashed')
  } catch (error) {
    // An instance of the class that another bundle holds is no instance of this one's.
    const isUsage = error instanceof Error && error.name === 'UsageError'
    const { say } = await import('./say.ts')
    say(
      isUsage
        ? { level: 'error', event: 'usage', message: error.message }
        : { level: 'error', event: 'failed', message: `failed: ${String(error)}` },
      logFormat,
    )
    return isUsage ? EXIT.usage : EXIT.failed
  }
}

/** What says it is loaded when there is something to say. */
async function tell(
  warnings: readonly string[],
  refusals: readonly Refusal[],
  format: StartSettings['logFormat'],
): Promise<void> {
  if (warnings.length === 0 && refusals.length === 0) return
  const { say, sayRefusals } = await import('./say.ts')
  for (const message of warnings) say({ level: 'warning', event: 'guard', message }, format)
  sayRefusals(refusals, format)
}

async function hooked(command: readonly string[], around: Surroundings): Promise<readonly string[]> {
  const { hookedCommand } = await import('./hooked-command.ts')
  return hookedCommand(command, around)
}

async function deliver(settings: StartSettings, env: Surroundings['env']): Promise<void> {
  const { deliverLater } = await import('./deliver-later.ts')
  deliverLater(settings.events, env)
}
