import { execFileSync, spawnSync } from 'node:child_process'
import { ftruncateSync, closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Milliseconds, medians of as many runs, all in turn. */
export interface GuardTimes {
  /** The command alone. */
  readonly command: number
  /** `node -e ""`, without which nothing written in JavaScript starts. */
  readonly node: number
  readonly version: number
  /** The command under guard, of a package and of a checkout. */
  readonly guarded: number
  readonly source: number
}

/** What a guarded start of a verified 2 GB model costs; the model is sparse, and no byte of it is read again. */
export function timeGuardedStart(folder: string, assay: string, checkout: string, runs: number): GuardTimes {
  const model = join(folder, 'guarded/model')
  mkdirSync(model, { recursive: true })
  const fd = openSync(join(model, 'model.safetensors'), 'w')
  ftruncateSync(fd, 2_000_000_000)
  closeSync(fd)
  writeFileSync(join(model, 'config.json'), '{}')
  const cwd = join(folder, 'guarded')
  const node = process.execPath
  execFileSync(node, [assay, 'lock', 'model'], { cwd, stdio: 'ignore' })
  // What changed a moment ago is not remembered.
  execFileSync('sleep', ['2.1'])
  const command = ['/bin/true', '--model', 'model']
  const commands: Readonly<Record<keyof GuardTimes, readonly string[]>> = {
    command,
    node: [node, '-e', ''],
    version: [node, assay, '--version'],
    guarded: [node, assay, 'run', '--', ...command],
    source: [node, checkout, 'run', '--', ...command],
  }
  const times: Record<keyof GuardTimes, number[]> = {
    command: [],
    node: [],
    version: [],
    guarded: [],
    source: [],
  }
  const names = Object.keys(times) as (keyof GuardTimes)[]
  for (let i = -2; i < runs; i++)
    for (const name of names) {
      const [file = '', ...args] = commands[name]
      const started = performance.now()
      const { status, stderr } = spawnSync(file, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
      if (status !== 0) throw new Error(`${commands[name].join(' ')}: ${stderr.toString()}`)
      if (i >= 0) times[name].push(performance.now() - started)
    }
  const median = (name: keyof GuardTimes): number =>
    times[name].toSorted((a, b) => a - b)[Math.floor(runs / 2)]!
  return {
    command: median('command'),
    node: median('node'),
    version: median('version'),
    guarded: median('guarded'),
    source: median('source'),
  }
}
