import type { Range } from '../../model/location.ts'
import type { RunsAt } from './finding.ts'

/** Something that a Python source does to the world, as far as comparisons care. */
export interface CodeAct {
  /** A kind of act: `command`, `fetch`, `send`. */
  readonly does: string
  readonly name: string
  readonly runs: RunsAt
  readonly at: Range
  readonly code: string
}

/** A Python source with what it does. */
export interface CodeFile {
  readonly member: string
  readonly place: string
  readonly acts: readonly CodeAct[]
  readonly isForDevelopers: boolean
}

/** Acts that reach out of the program, or bring code into it. */
const REACHES_OUT: ReadonlySet<string> = new Set([
  'command',
  'fetch',
  'send',
  'connect',
  'listen',
  'resolve',
  'native-memory',
  'registry',
  'capture',
  'install',
])

export function reachesOut(act: CodeAct): boolean {
  return REACHES_OUT.has(act.does)
}

/** Runs without a call by the user. */
export function runsByItself(act: CodeAct): boolean {
  return act.runs !== 'call'
}
