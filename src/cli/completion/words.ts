import type { CommandSpec, OptionSpec } from '../command.ts'

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
export function steps(commands: readonly CommandSpec[], path = ''): Step[] {
  const names = commands.map(({ name, summary }) => ({ name, summary }))
  const below = commands.flatMap((command) => {
    const full = path === '' ? command.name : `${path} ${command.name}`
    if ('commands' in command) return steps(command.commands, full)
    return [{ path: full, commands: [], options: command.groups.flatMap((g) => g.options.map(flag)) }]
  })
  return [{ path, commands: names, options: [] }, ...below]
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
