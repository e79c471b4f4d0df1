import { commandsBelow, type CommandSpec, type OptionSpec } from '../command.ts'

/** One way to go on typing: after these words, these come next. */
export interface Step {
  /** `rules show`; empty for the start. */
  readonly path: string
  readonly commands: readonly { readonly name: string; readonly summary: string }[]
  readonly options: readonly Flag[]
}

export interface Flag {
  readonly long: string
  readonly short?: string
  readonly about: string
  readonly takesValue: boolean
  readonly choices: readonly string[]
  readonly isPath: boolean
}

/** Every place in the command line at which something can be completed. */
export function steps(commands: readonly CommandSpec[]): Step[] {
  return [{ path: '', commands: commands.map(word), options: [] }, ...commands.flatMap((c) => stepsOf(c, ''))]
}

function stepsOf(command: CommandSpec, above: string): Step[] {
  const path = above === '' ? command.name : `${above} ${command.name}`
  const below = commandsBelow(command)
  const options = 'load' in command ? command.groups.flatMap((g) => g.options.map(flag)) : []
  return [{ path, commands: below.map(word), options }, ...below.flatMap((c) => stepsOf(c, path))]
}

function word({ name, summary }: CommandSpec): { name: string; summary: string } {
  return { name, summary }
}

function flag({ flags, about, choices, isPath }: OptionSpec): Flag {
  const short = /^-(\w),/.exec(flags)?.[1]
  return {
    long: /--([\w-]+)/.exec(flags)![1]!,
    ...(short !== undefined && { short }),
    about,
    takesValue: flags.includes('<'),
    choices: choices ?? [],
    isPath: isPath ?? false,
  }
}
