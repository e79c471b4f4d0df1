import type { LogFormat } from '../log-line.ts'

/** All that decides a guarded start. Paths are absolute. */
export interface StartSettings {
  readonly command: readonly string[]
  /** The lock; the one found upwards when absent. */
  readonly lock: string | undefined
  readonly lockKeys: readonly string[]
  readonly paranoid: boolean
  readonly pythonHook: boolean
  readonly dryRun: boolean
  /** File of load events. */
  readonly events: string
  /** Server that events are delivered to. */
  readonly eventsUrl: string | undefined
  readonly logFormat: LogFormat
  /** Folder, undefined for none. */
  readonly cache: string | undefined
  /** Folder of what this machine remembers. */
  readonly state: string
  /** Further variables whose values name models. */
  readonly variables: readonly string[]
  readonly workers: number | undefined
}
