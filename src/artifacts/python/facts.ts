import type { Range } from '../../model/location.ts'
import type { Capability } from './capabilities.ts'
import type { Origin } from './value.ts'

/**
 * What has to happen for code to run. `import`: importing the file is enough. `load`: a framework calls it when a
 * model is loaded or used. `install`: a build tool calls it. `main`: the file is started as a script.
 * `call`: only when someone calls the function.
 */
export type When = 'import' | 'load' | 'install' | 'main' | 'call'

/** A call that can do something to the world outside the program. */
export interface Act {
  readonly does: Capability
  /** Full name after aliases, assignments and indirections: `os.system`. */
  readonly name: string
  readonly when: When
  readonly at: Range
  /** The call as it stands in the source, shortened. */
  readonly code: string
  /** Constant text among its arguments after folding: a command, a URL, a path. */
  readonly texts: readonly string[]
  /** Words of a command that is given as a list. */
  readonly argv: readonly string[] | undefined
  /** Where its arguments come from. */
  readonly from: Origin
  /** Reached through a name that was put together, looked up or imported by a computed name. */
  readonly indirect: boolean
  /** Names a file that this source wrote from the network or from decoded data before. */
  readonly dropped: boolean
  /** Stands in code that the source itself decodes or holds as text and executes. */
  readonly unpacked: boolean
  /** Keyword arguments with constant values: `shell=True`. */
  readonly options: Readonly<Record<string, string>>
}

/** Oddities of the text itself. */
export interface Oddity {
  readonly kind:
    | 'bidi'
    | 'disguised-name'
    | 'off-screen'
    | 'attack-text'
    | 'patched-builtin'
    | 'too-deep'
    | 'strange-coding'
  readonly at: Range
  readonly says: string
  readonly code: string
}

export interface PythonFacts {
  readonly acts: readonly Act[]
  readonly oddities: readonly Oddity[]
  readonly imports: readonly string[]
  /** Constants that name places of keys and wallets, or that only attacks contain. */
  readonly places: readonly string[]
  /** Bases of the classes that the file defines: what kind of module it is. */
  readonly bases: readonly string[]
  /** Lines. */
  readonly lines: number
}
