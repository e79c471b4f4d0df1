import { join, resolve } from 'node:path'
import { UsageError } from '../../model/usage-error.ts'
import type { Invocation } from '../command.ts'
import type { ExitCode } from '../exit-codes.ts'
import { userFolders } from '../guard/folders.ts'
import { guardedStart } from '../guard/guarded-start.ts'
import { configOf } from '../scan-config.ts'

/** `assay run` with a configuration, or written in an unusual way. Usual starts come by `guard/start.ts`. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  if (args.length === 0) throw new UsageError('nothing to start: assay run -- COMMAND')
  const { values, warnings } = await configOf(['.'], options, io)
  if (options['quiet'] !== true) for (const line of warnings) io.say(`warning: ${line}`)
  const { lock, lockKey, events, logFormat } = options
  const { state } = userFolders(io.env)
  for (const stream of [io.stdout, io.stderr]) block(stream)
  const code = await guardedStart(
    {
      command: args,
      lock: typeof lock === 'string' ? resolve(io.cwd, lock) : undefined,
      lockKeys: (Array.isArray(lockKey) ? lockKey : []).map((key: string) => resolve(io.cwd, key)),
      paranoid: options['paranoid'] === true,
      pythonHook: options['pythonHook'] === true,
      dryRun: options['dryRun'] === true,
      events: typeof events === 'string' ? resolve(io.cwd, events) : join(state, 'loads.jsonl'),
      eventsUrl: values['events-url'],
      logFormat: logFormat === 'json' ? 'json' : 'text',
      cache: values.cache === 'off' ? undefined : values.cache,
      state,
      variables: values['guard-variables'] ?? [],
      workers: values.workers,
    },
    { env: io.env, cwd: io.cwd },
  )
  return code as ExitCode
}

/** Node has made pipes non-blocking, and the command would inherit that. */
function block(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as unknown as { readonly _handle?: { setBlocking?(on: boolean): void } }
  handle?.setBlocking?.(true)
}
