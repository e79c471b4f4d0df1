import type { Digest, Purl } from '../../../model/identity.ts'
import type { Lock } from '../../lock/lock.ts'
import type { Refusal } from '../../refusal.ts'

export const LOAD_EVENT_SCHEMA = 'assay/load-event/1'

/** What a process was let load. */
export interface LoadedArtifact {
  /** As the lock names it. */
  readonly path: string
  readonly purl?: Purl
  readonly digest: Digest
}

/** One line of the log: what was going to be loaded, where, when, by which command, and what came of it. */
export interface LoadEvent {
  readonly schema: typeof LOAD_EVENT_SCHEMA
  /** ISO 8601, UTC. */
  readonly time: string
  readonly host: string
  readonly user: string
  /** Of the process that asked, and that becomes the command. */
  readonly pid: number
  readonly cwd: string
  /** Its words, without secrets. Empty when a program asked for itself. */
  readonly command: readonly string[]
  /** Absent when there is none that can be read. */
  readonly lock?: Pick<Lock, 'id' | 'generation' | 'digest'> & { readonly path: string }
  /** How the bytes were checked: hashed now, or known by their state since they were hashed. */
  readonly checked: 'hashed' | 'remembered'
  readonly outcome: 'loaded' | 'refused'
  /** Nothing when refused: nothing was loaded. */
  readonly artifacts: readonly LoadedArtifact[]
  readonly refusals: readonly Refusal[]
  /** SHA-256 of the line before, without its line break; null in the first line. */
  readonly previous: Digest | null
}
