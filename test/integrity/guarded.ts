import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { assay, folderOf, type Outcome } from '../cli/assay.ts'

export const SHARDS = [
  'models/m/model-00001-of-00002.safetensors',
  'models/m/model-00002-of-00002.safetensors',
] as const
export const MODEL: Readonly<Record<string, string>> = {
  [SHARDS[0]]: 'one'.repeat(1000),
  [SHARDS[1]]: 'two'.repeat(1000),
  'models/m/config.json': '{}',
  'models/m/modeling_x.py': 'print(1)\n',
  'models/m/README.md': 'a model',
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder with a locked model, a machine that remembers apart from this one, and a command that leaves a mark. */
export interface Guarded extends Disposable {
  readonly root: string
  readonly state: string
  readonly env: Readonly<Record<string, string>>
  lock(...args: string[]): Promise<Outcome>
  /** Starts a command under guard. */
  run(args: readonly string[], more?: RunMore): Promise<Ended>
  /** Starts one that must not be started; gives codes and paths of the refusals. */
  refused(options?: readonly string[], words?: readonly string[], more?: RunMore): Promise<string[]>
  /** Lines of the log. */
  events(): Record<string, unknown>[]
}

interface RunMore {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly stdin?: string
  /** Called with the process once it is there. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void
}

export const program: string = join(import.meta.dirname, '../../bin/assay.js')

export async function guarded(files: Readonly<Record<string, string>> = MODEL): Promise<Guarded> {
  const folder = folderOf(files)
  const { root } = folder
  const state = join(root, '../state')
  const env = { XDG_STATE_HOME: state }
  const mark = join(root, '../started')
  const run: Guarded['run'] = (args, { env: more = {}, cwd = root, stdin, onStart } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, 'run', ...args], {
        cwd,
        env: {
          PATH: process.env['PATH'],
          HOME: root,
          XDG_CACHE_HOME: join(root, '../cache'),
          ...env,
          ...more,
        },
        timeout: 60_000,
      })
      let [stdout, stderr] = ['', '']
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
      child.on('error', reject)
      child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
      child.stdin.on('error', () => {})
      child.stdin.end(stdin)
      onStart?.(child)
    })
  const self: Guarded = {
    root,
    state,
    env,
    lock: (...args) => assay(['lock', ...args], { cwd: root, env }),
    run,
    async refused(options = [], words = [], more = {}) {
      rmSync(mark, { force: true })
      const leaveMark = `require('fs').writeFileSync(${JSON.stringify(mark)},'')`
      const { code, stdout, stderr } = await run(
        ['--log-format', 'json', ...options, '--', process.execPath, '-e', leaveMark, '--', ...words],
        more,
      )
      assert.equal(existsSync(mark), false, 'the command was started')
      assert.equal(code, 1, stderr)
      assert.equal(stdout, '')
      return stderr
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, string>)
        .map(({ level, event, code: refusal, path, message }) => {
          assert.deepEqual([level, event, typeof message], ['error', 'refused', 'string'])
          return `${refusal} ${path}`
        })
    },
    events: () =>
      readFileSync(join(state, 'assay/loads.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
  const made = await self.lock('models')
  assert.equal(made.code, 0, made.stderr)
  return self
}

/** A command that runs this code in Node. */
export const say = (code: string): string[] => [process.execPath, '-e', code, '--']
