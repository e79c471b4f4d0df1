import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: Uint8Array
}

const program = join(import.meta.dirname, '../../bin/assay.js')
/** A run longer than this is a hang, in milliseconds. */
const PATIENCE = 60_000

/** Runs the real command line in an environment of its own. */
export function assay(args: readonly string[], { cwd, env = {}, stdin }: RunOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: {
        PATH: process.env['PATH'],
        HOME: cwd,
        XDG_CACHE_HOME: join(cwd, '../cache'),
        COLUMNS: '80',
        ...env,
      },
      timeout: PATIENCE,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    child.stdin.on('error', () => {})
    child.stdin.end(stdin)
  })
}

/** A folder that is gone after the test, with these files in a folder `root`. */
export function folderOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): Disposable & { readonly root: string } {
  const base = mkdtempSync(join(tmpdir(), 'assay-test-'))
  const root = join(base, 'root')
  mkdirSync(root)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return { root, [Symbol.dispose]: () => rmSync(base, { recursive: true, force: true }) }
}
