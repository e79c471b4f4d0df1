import { Command, CommanderError, Option } from 'commander'
import { UsageError } from '../model/usage-error.ts'
import { didYouMean } from '../text/closest.ts'
import { visible } from '../text/visible.ts'
import { commandsBelow, type CommandSpec, type Invocation, type Leaf, type Run } from './command.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { commandHelp } from './help.ts'
import type { Io } from './io.ts'

/** Parses the arguments of one command and runs it. Throws `UsageError` for what it cannot understand. */
export async function runCommand(
  command: CommandSpec,
  argv: readonly string[],
  io: Io,
  path: string = command.name,
): Promise<ExitCode> {
  const [name, ...rest] = argv
  const next = commandsBelow(command).find((c) => c.name === name)
  if (next) return runCommand(next, rest, io, `${path} ${next.name}`)
  if ('load' in command) return runLeaf(command, argv, io, path)
  if (name === undefined || name === '--help' || name === '-h') {
    await io.print(commandHelp(command, path))
    return name === undefined ? EXIT.usage : EXIT.allowed
  }
  const names = command.commands.map((c) => c.name)
  throw new UsageError(
    `there is no command ${path} ${visible(name)}${didYouMean(name, names) || `: ${names.join(' or ')}`}`,
  )
}

async function runLeaf(
  command: CommandSpec & Leaf,
  argv: readonly string[],
  io: Io,
  path: string,
): Promise<ExitCode> {
  const parsed = parse(command, argv)
  if (parsed.options['help'] === true) {
    await io.print(commandHelp(command, path))
    return EXIT.allowed
  }
  const run: Run = await command.load()
  return run({ ...parsed, io })
}

function parse(command: CommandSpec & Leaf, argv: readonly string[]): Pick<Invocation, 'args' | 'options'> {
  const parser = new Command(command.name)
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .helpOption(false)
    .allowExcessArguments(false)
    .action(() => {})
  const wantsHelp = argv.includes('--help') || argv.includes('-h')
  for (const { name, about } of command.arguments)
    parser.argument(wantsHelp ? name.replace(/^<(.*)>$/, '[$1]') : name, about)
  for (const { flags, about, choices, repeats } of command.groups.flatMap((g) => g.options)) {
    const option = new Option(flags, about)
    if (choices) option.argParser((value: string) => chosen(value, choices, `--${option.name()}`))
    if (repeats) option.argParser<string[]>((value, before) => [...(before ?? []), value])
    parser.addOption(option)
  }
  try {
    parser.parse(argv, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageError(oneLine(error.message), { cause: error })
    throw error
  }
  return { args: parser.args, options: parser.opts() }
}

function chosen(value: string, choices: readonly string[], flag: string): string {
  if (choices.includes(value)) return value
  const meant = didYouMean(value, choices)
  throw new UsageError(`${flag}: must be one of ${choices.join(', ')}, not ${JSON.stringify(value)}${meant}`)
}

/** Commander's `error: unknown option '--x'\n(Did you mean --y?)` on one line. */
function oneLine(message: string): string {
  return visible(
    message
      .replace(/^error: /, '')
      .replace(/\n\(Did/, ' (did')
      .replaceAll('\n', ' '),
  )
}
