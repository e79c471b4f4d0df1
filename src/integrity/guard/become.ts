import type { ChildProcess } from 'node:child_process'
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A program that was found, and how it is started. */
export interface Program {
  readonly file: string
  /** Words, the name of the program first. */
  readonly words: readonly string[]
  /** Whether the kernel can start it in this process's place. What it cannot start would end the process without a word. */
  readonly isExecutable: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** Looks a command up as a shell does: along PATH unless it holds a slash. Undefined when there is none. */
export function findProgram(words: readonly string[], env: Environment, cwd: string): Program | undefined {
  const name = words[0]
  if (!name) return undefined
  if (name.includes('/')) return isProgram(name) ? programAt(name, words) : undefined
  for (const folder of (env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin').split(':')) {
    const file = join(folder === '' ? cwd : folder, name)
    if (isProgram(file)) return programAt(file, words)
  }
  return undefined
}

/** The interpreter and its option that the first line of a script names, and the script: `['/venv/bin/python', '/venv/bin/vllm']`. */
export function interpreterOf(name: string, env: Environment, cwd: string): readonly string[] | undefined {
  const program = findProgram([name], env, cwd)
  const [, interpreter = '', option] =
    /^#![ \t]*(?:\/(?:usr\/)?bin\/env[ \t]+(?:-S[ \t]+)?)?([^\s\0]+)(?:[ \t]+(\S+))?/.exec(
      (program && headOf(program.file)) ?? '',
    ) ?? []
  return program && interpreter !== ''
    ? [interpreter, ...(option === undefined ? [] : [option]), program.file]
    : undefined
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** A text without `#!` is a shell script, as execvp has it. */
function programAt(file: string, words: readonly string[]): Program {
  const head = headOf(file)
  if (head?.startsWith('\x7fELF')) return { file, words, isExecutable: true }
  const interpreter = /^#![ \t]*([^\s\0]+)/.exec(head ?? '')?.[1]
  if (interpreter !== undefined) return { file, words, isExecutable: isProgram(interpreter) }
  if (head !== undefined && !head.includes('\0') && process.platform !== 'darwin')
    return { file: '/bin/sh', words: ['sh', file, ...words.slice(1)], isExecutable: isProgram('/bin/sh') }
  return { file, words, isExecutable: process.platform === 'darwin' }
}

/** Undefined when it may be run and not read. */
function headOf(file: string): string | undefined {
  let fd: number
  try {
    fd = openSync(file, 'r')
  } catch {
    return undefined
  }
  try {
    const data = Buffer.alloc(256)
    return data.toString('latin1', 0, readSync(fd, data, 0, data.length, 0))
  } finally {
    closeSync(fd)
  }
}

const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT'] as const

/**
 * Becomes the program: same process, same descriptors, same signals. Where that cannot be, it runs as a child whose
 * signals and end are passed on, and the promise gives its exit code. `isFirst`: this is no repeated start, and may
 * take its time for what makes the next one fast.
 */
export async function become(program: Program, env: Environment, isFirst: boolean): Promise<number> {
  const defined: Record<string, string> = {}
  for (const name in env) if (env[name] !== undefined) defined[name] = env[name]
  if (program.isExecutable && typeof process.execve === 'function') {
    // Node ignores these two, and what is ignored would stay so in the command: `yes | head` would complain. What has
    // a handler is set back to what is usual.
    process.on('SIGPIPE', () => {})
    process.on('SIGXFSZ', () => {})
    // Otherwise written when a process ends, which this one never does.
    if (isFirst) process.getBuiltinModule('node:module').flushCompileCache?.()
    process.execve(program.file, [...program.words], defined)
  }
  return runAsChild(program, defined)
}

async function runAsChild({ file, words }: Program, env: Record<string, string>): Promise<number> {
  const [{ spawn }, { constants: os }] = await Promise.all([import('node:child_process'), import('node:os')])
  let child: ChildProcess | undefined
  // Before there is a child: a signal in between would end this process, and leave the child behind.
  for (const signal of FORWARDED) process.on(signal, () => child?.kill(signal))
  process.removeAllListeners('SIGINT')
  // A terminal sends Ctrl-C to both.
  process.on('SIGINT', () => process.stdin.isTTY || child?.kill('SIGINT'))
  child = spawn(file, words.slice(1), { stdio: 'inherit', env, argv0: words[0]! })
  const [code, signal] = await new Promise<readonly [number | null, NodeJS.Signals | null]>(
    (resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (...end) => resolve(end))
    },
  )
  if (signal === null) return code ?? 1
  for (const name of [...FORWARDED, 'SIGINT'] as const) process.removeAllListeners(name)
  process.kill(process.pid, signal)
  return 128 + os.signals[signal]
}
