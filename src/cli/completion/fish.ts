import type { CommandSpec } from '../command.ts'
import { steps, type Flag, type Step } from './words.ts'

export function fish(commands: readonly CommandSpec[]): string {
  return `# fish completion of assay\n${steps(commands).flatMap(stepLines).join('\n')}\n`
}

function stepLines({ path, commands, options }: Step): string[] {
  const words = path.split(' ').filter(Boolean)
  const condition =
    words.length === 0
      ? '__fish_use_subcommand'
      : [
          ...words.map((word) => `__fish_seen_subcommand_from ${word}`),
          ...(commands.length > 0
            ? [`not __fish_seen_subcommand_from ${commands.map((c) => c.name).join(' ')}`]
            : []),
        ].join('; and ')
  return [
    ...commands.map(
      (c) => `complete -c assay -n ${quoted(condition)} -f -a ${c.name} -d ${quoted(c.summary)}`,
    ),
    ...options.map((o) => `complete -c assay -n ${quoted(condition)} ${flagWords(o)} -d ${quoted(o.about)}`),
  ]
}

function flagWords({ long, short, takesValue, choices, isPath }: Flag): string {
  const words = [`-l ${long}`]
  if (short !== undefined) words.push(`-s ${short}`)
  if (choices.length > 0) words.push(`-x -a ${quoted(choices.join(' '))}`)
  else if (takesValue) words.push(isPath ? '-r' : '-x')
  return words.join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, (c) => `\\${c}`)}'`
}
