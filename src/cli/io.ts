import { logLine, type LogFormat } from './log-line.ts'

/** All that a command may know and touch of the process it runs in. */
export interface Io {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly stdin: NodeJS.ReadStream
  readonly signal: AbortSignal
  clock(): Date
  /** Results. Resolves when they are out, or when nobody reads them any more. */
  print(text: string): Promise<void>
  /** One line for a person, on standard error. */
  say(line: string): void
}

export function processIo(signal: AbortSignal, format: LogFormat = 'text'): Io {
  const { stdout, stderr } = process
  let closed = false
  // `assay … | head` closes the pipe early: no more output, and the verdict still is the exit code.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    closed = true
  })
  stderr.on('error', () => {})
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout,
    stderr,
    get stdin() {
      return process.stdin
    },
    signal,
    clock: () => new Date(),
    say: (line) => void stderr.write(format === 'json' ? noteLine(line) : `assay: ${line}\n`),
    print: (text) =>
      new Promise((resolve, reject) => {
        if (closed) return resolve()
        stdout.write(text, (error) => {
          if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error)
          else resolve()
        })
      }),
  }
}

/** What is a warning says so itself. */
function noteLine(line: string): string {
  const message = line.replace(/^warning: /, '')
  return logLine({ level: message === line ? 'info' : 'warning', event: 'note', message }, 'json')
}
