import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lock } from '../../src/integrity/lock/lock.ts'
import { assay, folderOf, type Outcome } from '../cli/assay.ts'

export const FIRST = 'm/model-00001-of-00002.safetensors'
export const SECOND = 'm/model-00002-of-00002.safetensors'

export const MODEL: Readonly<Record<string, string>> = {
  [`models/${FIRST}`]: 'one'.repeat(1000),
  [`models/${SECOND}`]: 'two'.repeat(1000),
  'models/m/config.json': '{}',
  'models/m/modeling_x.py': 'print(1)\n',
  'models/m/README.md': 'a model',
}

export interface Locked extends Disposable {
  readonly root: string
  run(...args: string[]): Promise<Outcome>
  /** Codes and paths of what `--check` refuses. */
  check(...args: string[]): Promise<string[]>
  lock(): Lock
}

export async function locked(files: Readonly<Record<string, string>> = MODEL): Promise<Locked> {
  const folder = folderOf(files)
  const { root } = folder
  const env = { XDG_STATE_HOME: join(root, '../state') }
  const run = (...args: string[]): Promise<Outcome> => assay(['lock', ...args], { cwd: root, env })
  const made = await run('models')
  assert.equal(made.code, 0, made.stderr)
  return {
    root,
    run,
    check: async (...args) => {
      const { code, stderr, stdout } = await run(
        '--check',
        '--log-format',
        'json',
        '--format',
        'json',
        ...args,
      )
      const refusals = stderr
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as { code: string; path: string; level: string; event: string })
      assert.equal(code, refusals.length > 0 ? 1 : 0, stderr)
      const document = JSON.parse(stdout) as { refusals: { code: string; path: string }[] }
      assert.deepEqual(
        document.refusals.map((r) => r.code),
        refusals.map((r) => r.code),
      )
      return refusals.map((r) => `${r.code} ${r.path}`)
    },
    lock: () => JSON.parse(readFileSync(join(root, 'assay.lock'), 'utf8')) as Lock,
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}
