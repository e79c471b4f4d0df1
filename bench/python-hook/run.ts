/**
 * The Python hook on real libraries: every way of loading, with what is locked, with one byte changed, and with models
 * that nobody locked.
 *
 *     node bench/python-hook/run.ts [--python PYTHON] [--find-links FOLDER]… [WAY…]
 *
 * `--python` is an interpreter with torch and transformers (else `ASSAY_ML_PYTHON`); with `--find-links` an
 * environment is made out of wheels in folders. Prints why it does nothing where there is neither.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const here = import.meta.dirname
const hook = join(here, '../../integrations/python/assay_guard.py')
const program = join(here, '../../bin/assay.js')
const PACKAGES =
  'torch transformers safetensors joblib scikit-learn keras onnx onnxruntime gguf tokenizers sentencepiece h5py pandas matplotlib accelerate'.split(
    ' ',
  )

const { values, positionals } = parseArgs({
  options: { python: { type: 'string' }, 'find-links': { type: 'string', multiple: true } },
  allowPositionals: true,
})
const base = realpathSync(mkdtempSync(join(tmpdir(), 'assay-python-hook-')))
try {
  const python = values.python ?? process.env['ASSAY_ML_PYTHON'] ?? environment(values['find-links'] ?? [])
  if (python === undefined || !hasTorch(python))
    console.log('skipped: no Python with torch and transformers (--python, ASSAY_ML_PYTHON or --find-links)')
  else process.exitCode = measure(python) ? 0 : 1
} finally {
  rmSync(base, { recursive: true, force: true })
}

interface Run {
  readonly outcome: string
  readonly seconds: number
}

function measure(python: string): boolean {
  const locked = join(base, 'work/models')
  const strange = join(base, 'strange/models')
  for (const [folder, seed] of [
    [locked, '1'],
    [strange, '2'],
  ] as const)
    must(python, [join(here, 'make_models.py'), folder, seed])
  const work = join(base, 'work')
  const state = { XDG_STATE_HOME: join(base, 'state'), XDG_CACHE_HOME: join(base, 'cache') }
  must(process.execPath, [program, 'lock', 'models'], { cwd: work, env: { ...process.env, ...state } })
  const kept = join(base, 'kept')
  cpSync(locked, kept, { recursive: true })

  const load = (way: string, root: string, guarded: boolean): Run => {
    const began = process.hrtime.bigint()
    const cwd = mkdtempSync(join(base, 'cwd-'))
    const { status, stdout, stderr } = spawnSync(
      python,
      [...(guarded ? [hook, '--lock', join(work, 'assay.lock')] : []), join(here, 'load.py'), way, root],
      {
        cwd,
        encoding: 'utf8',
        timeout: 120_000,
        env: {
          ...process.env,
          ...state,
          HF_HOME: join(cwd, 'hf'),
          HF_HUB_OFFLINE: '1',
          PYTHONDONTWRITEBYTECODE: '1',
        },
      },
    )
    const refused = /assay: refused: [^\n]*\(([a-z-]+)\)/.exec(stderr)?.[1]
    const loaded = status === 0 && stdout.includes('loaded')
    const outcome =
      loaded && refused
        ? `loaded after ${refused}`
        : loaded
          ? 'loaded'
          : (refused ?? `failed: ${stderr.trim().split('\n').at(-1)?.slice(0, 120)}`)
    return { outcome, seconds: Number(process.hrtime.bigint() - began) / 1e9 }
  }

  const ways = JSON.parse(must(python, [join(here, 'load.py'), '--ways'])) as [string, string[], boolean][]
  let [right, all, extra, runs] = [0, 0, 0, 0]
  const row = (way: string, what: string, outcome: string, good: boolean): void => {
    all++
    if (good) right++
    console.log(`${good ? 'ok  ' : 'FAIL'} ${way.padEnd(24)} ${what.padEnd(58)} ${outcome}`)
  }
  for (const [way, files, isHere] of ways) {
    if (positionals.length > 0 && !positionals.includes(way)) continue
    if (!isHere) {
      console.log(`skip ${way}: its library is not installed`)
      continue
    }
    const plain = load(way, locked, false)
    const clean = load(way, locked, true)
    row(way, 'locked', clean.outcome, plain.outcome === 'loaded' && clean.outcome === 'loaded')
    if (plain.outcome !== 'loaded') console.log(`     without the hook: ${plain.outcome}`)
    extra += clean.seconds - plain.seconds
    runs++
    const other = load(way, strange, true)
    row(way, 'not in the lock', other.outcome, /^unlisted-(?:file|code)$/.test(other.outcome))
    for (const file of files) {
      tamper(join(locked, file))
      const changed = load(way, locked, true)
      row(way, `changed ${file}`, changed.outcome, /^(?:content|shard)-changed$/.test(changed.outcome))
      cpSync(join(kept, file), join(locked, file))
    }
  }
  console.log(
    `${right} of ${all} as they should be; ${((extra / Math.max(1, runs)) * 1000).toFixed(0)} ms more a start`,
  )
  return right === all
}

/** One bit, so that most files can still be loaded. */
function tamper(file: string): void {
  const data = readFileSync(file)
  const at = file.endsWith('.py') || file.endsWith('.json') ? data.lastIndexOf(0x0a) : data.length - 3
  if (at < 0 || data[at] === 0x0a)
    writeFileSync(file, data.toString('latin1').replace(/[\n ]?$/, ' '), 'latin1')
  else {
    data[at]! ^= 1
    writeFileSync(file, data)
  }
  const now = readFileSync(file)
  if (now.length === data.length) return
  // A text that had no line break at its end: another character of the same length.
  writeFileSync(file, `${data.toString('latin1').slice(0, -1)}\t`, 'latin1')
}

function environment(links: readonly string[]): string | undefined {
  if (links.length === 0) return undefined
  const folder = join(base, 'environment')
  mkdirSync(folder)
  must('python3', ['-m', 'venv', folder])
  const python = join(folder, 'bin/python')
  must(python, [
    '-m',
    'pip',
    'install',
    '-q',
    '--no-index',
    ...links.flatMap((l) => ['--find-links', l]),
    ...PACKAGES,
  ])
  return python
}

function hasTorch(python: string): boolean {
  return spawnSync(python, ['-c', 'import torch, transformers'], { timeout: 120_000 }).status === 0
}

function must(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 900_000,
    ...options,
  })
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 2).join(' ')}: ${stderr.slice(-2000)}`)
  return stdout
}
