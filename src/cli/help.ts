import { columns, wrap } from '../text/wrap.ts'
import { commandsBelow, type CommandSpec, type OptionSpec } from './command.ts'
import { EXIT_TEXT } from './exit-codes.ts'

const WIDTH = 80

type Row = readonly [left: string, right: string]

/** The page of all commands. */
export function overview(commands: readonly CommandSpec[]): string {
  const first = commands[0]!
  return page([
    'Usage: assay <command> [options]',
    'Find out what an AI system runs that strangers made, and decide whether it may.',
    section('Examples', first.examples),
    section(
      'Commands',
      commands.map(({ name, summary }) => [name, summary]),
    ),
    section(
      'Exit codes',
      EXIT_TEXT.map(([code, meaning]) => [String(code), meaning]),
    ),
    'assay <command> --help tells more. assay --version prints the version.',
  ])
}

/** The page of one command. `path` is how it is called: `rules show`. */
export function commandHelp(command: CommandSpec, path: string): string {
  const leaf = 'load' in command ? command : undefined
  const usage = [
    ...(leaf ? [[path, ...leaf.arguments.map((a) => a.name), '[options]'].join(' ')] : []),
    ...('commands' in command ? [`${path} <command>`] : []),
  ]
  const groups = leaf?.groups.map(({ title, options }) => ({ title, rows: options.map(optionRow) })) ?? []
  const left = Math.max(0, ...groups.flatMap((g) => g.rows.map(([flags]) => columns(flags))))
  return page([
    usage.map((line, i) => `${i === 0 ? 'Usage:' : '      '} assay ${line}`).join('\n'),
    `${command.summary}.`,
    section('Examples', command.examples),
    section(
      'Commands',
      commandsBelow(command).map(({ name, summary }) => [name, summary]),
    ),
    section('Arguments', leaf?.arguments.map((a) => [a.name, a.about]) ?? []),
    groups.map(({ title, rows }) => section(title, rows, left)).join('\n'),
  ])
}

function optionRow({ flags, about }: OptionSpec): Row {
  return [flags.startsWith('--') ? `    ${flags}` : flags, about]
}

function section(title: string, rows: readonly Row[], left: number = widest(rows)): string {
  if (rows.length === 0) return ''
  return [`${title}:`, ...rows.flatMap((row) => rowLines(row, left))].join('\n')
}

function widest(rows: readonly Row[]): number {
  return Math.max(0, ...rows.map(([text]) => columns(text)))
}

function rowLines([text, about]: Row, left: number): string[] {
  const [first = '', ...rest] = wrap(about, WIDTH - left - 4)
  return [`  ${text.padEnd(left)}  ${first}`, ...rest.map((line) => ' '.repeat(left + 4) + line)]
}

function page(parts: readonly string[]): string {
  return `${parts.filter(Boolean).join('\n\n')}\n`
}
