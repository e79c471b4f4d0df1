import { UsageError } from '../model/usage-error.ts'
import { didYouMean } from '../text/closest.ts'
import { visible } from '../text/visible.ts'
import { commandsBelow } from './command.ts'
import { commands } from './commands.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { commandHelp, overview } from './help.ts'
import { processIo, type Io } from './io.ts'
import { logFormatOf, logLine, type LogFormat } from './log-line.ts'
import { version } from './version.ts'

/** After a first Ctrl-C the scan gets this long to stop, in milliseconds. */
const GRACE = 1500

/** Runs the command line and sets the exit code of the process. Nothing escapes: a crash is exit 3, never 0. */
export async function main(argv: readonly string[]): Promise<void> {
  const abort = new AbortController()
  const format = logFormatOf(argv)
  const io = processIo(abort.signal, format)
  const verbose = argv.includes('-v') || argv.includes('--verbose')
  const fail = (error: unknown): void => {
    process.exitCode = failure(error, io, { verbose, format })
  }
  process.once('SIGINT', () => {
    abort.abort()
    process.exitCode = EXIT.interrupted
    setTimeout(() => process.exit(EXIT.interrupted), GRACE).unref()
    process.once('SIGINT', () => process.exit(EXIT.interrupted))
  })
  process.on('uncaughtException', (error) => {
    fail(error)
    process.exit()
  })
  try {
    const code = await dispatch(argv, io)
    process.exitCode = abort.signal.aborted ? EXIT.interrupted : code
  } catch (error) {
    if (abort.signal.aborted) process.exitCode = EXIT.interrupted
    else fail(error)
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = argv
  if (name === '--version' || name === '-V') {
    await io.print(`assay ${version()}\n`)
    return EXIT.allowed
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await io.print(name === 'help' && rest.length > 0 ? helpFor(rest) : overview(commands))
    return name === undefined ? EXIT.usage : EXIT.allowed
  }
  const { runCommand } = await import('./program.ts')
  return runCommand(commandNamed(name), rest, io)
}

function commandNamed(name: string): (typeof commands)[number] {
  const command = commands.find((c) => c.name === name)
  if (command) return command
  if (name.startsWith('-')) throw new UsageError(`options follow the command: assay scan ${visible(name)}`)
  const names = commands.map((c) => c.name)
  throw new UsageError(
    `there is no command ${visible(name)}${didYouMean(name, names) || ', see assay --help'}`,
  )
}

function helpFor(path: readonly string[]): string {
  let command = commandNamed(path[0]!)
  for (const name of path.slice(1)) {
    const next = commandsBelow(command).find((c) => c.name === name)
    if (!next) throw new UsageError(`there is no command ${visible(path.join(' '))}`)
    command = next
  }
  return commandHelp(command, path.join(' '))
}

interface Telling {
  readonly verbose: boolean
  readonly format: LogFormat
}

function failure(error: unknown, { stderr }: Io, { verbose, format }: Telling): ExitCode {
  if (error instanceof UsageError) {
    stderr.write(logLine({ level: 'error', event: 'usage', message: error.message }, format))
    return EXIT.usage
  }
  const said = error instanceof Error ? error.message : String(error)
  const message = `failed: ${visible(said)}${verbose ? '' : ' (-v shows where)'}`
  stderr.write(logLine({ level: 'error', event: 'failed', message }, format))
  if (verbose && format === 'text' && error instanceof Error && error.stack) stderr.write(`${error.stack}\n`)
  return EXIT.failed
}
