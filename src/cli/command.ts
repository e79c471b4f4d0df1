import type { ExitCode } from './exit-codes.ts'
import type { Io } from './io.ts'

export interface OptionSpec {
  /** As commander reads it: `-v, --verbose`, `--fail-on <severity>`, `--no-cache`. */
  readonly flags: string
  /** One short line. */
  readonly about: string
  readonly choices?: readonly string[]
  /** May be given several times; the values come as a list. */
  readonly repeats?: true
  /** The value is a path, for completion. */
  readonly isPath?: true
}

export interface OptionGroup {
  readonly title: string
  readonly options: readonly OptionSpec[]
}

interface ArgumentSpec {
  /** As in the usage line: `[path...]`, `<rule>`. */
  readonly name: string
  readonly about: string
}

type OptionValue = string | boolean | readonly string[]

export interface Invocation {
  readonly args: readonly string[]
  /** By the long name in camel case. What was not given is absent. */
  readonly options: Readonly<Record<string, OptionValue | undefined>>
  readonly io: Io
}

export type Run = (invocation: Invocation) => Promise<ExitCode>

interface CommandText {
  readonly name: string
  /** One line without a full stop. */
  readonly summary: string
  readonly examples: readonly (readonly [line: string, what: string])[]
}

/** Commands below it: `rules list`. */
interface Group {
  readonly commands: readonly CommandSpec[]
}

/** Something that runs. */
export interface Leaf {
  readonly arguments: readonly ArgumentSpec[]
  readonly groups: readonly OptionGroup[]
  readonly load: () => Promise<Run>
}

/** A command as data: help, parsing, completion and documentation come from it. `sbom` runs and has commands below it. */
export type CommandSpec = CommandText & (Group | Leaf | (Group & Leaf))

export function commandsBelow(command: CommandSpec): readonly CommandSpec[] {
  return 'commands' in command ? command.commands : []
}
