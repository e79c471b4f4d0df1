import { hostname, userInfo } from 'node:os'
import { publishableCommand } from '../../commands/publishable.ts'
import { appendEvent } from '../../integrity/guard/events/append.ts'
import { LOAD_EVENT_SCHEMA } from '../../integrity/guard/events/load-event.ts'
import type { Guarded } from '../../integrity/guard/guard.ts'

export interface LoadedBy {
  readonly cwd: string
  /** The lock, as the user knows it. */
  readonly file: string
}

/** Writes a load event. What went wrong, if it could not: a start does not fail for its record. */
export function recordLoad(
  guarded: Guarded,
  { events, command }: { readonly events: string; readonly command: readonly string[] },
  { cwd, file }: LoadedBy,
): string | undefined {
  const { lock, artifacts, refusals, checked } = guarded
  try {
    appendEvent(events, {
      schema: LOAD_EVENT_SCHEMA,
      time: new Date().toISOString(),
      host: hostname(),
      user: userName(),
      pid: process.pid,
      cwd,
      command: publishableCommand(command),
      ...(lock && { lock: { path: file, ...lock } }),
      checked,
      outcome: refusals.length > 0 ? 'refused' : 'loaded',
      artifacts,
      refusals,
    })
    return undefined
  } catch (error) {
    return `the load could not be recorded: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Users of containers often have no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? '')
  }
}
