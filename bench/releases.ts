import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEFAULT_LIMITS } from '../src/model/context.ts'
import { atLeast, type Severity } from '../src/model/severity.ts'
import { benignReleases } from '../src/scan/release/benign.examples.ts'
import { hostileReleases } from '../src/scan/release/hostile.examples.ts'
import { inspectArchives } from '../src/scan/release/inspect.examples.ts'
import { inspectReleases } from '../src/scan/release/inspect-release.ts'

// How releases are judged: hostile and harmless ones that the tests build, and wheels that this machine's pip is
// configured to find, whatever they are.

const WHEELS = 50
/** Taken whenever they are there: large, native, full of code. */
const WANTED = /^(?:torch|transformers|numpy|scipy|pandas|scikit_learn|datasets|huggingface_hub|safetensors)-/

export async function releasesTable(): Promise<string> {
  const worst = async (examples: typeof hostileReleases, least: Severity): Promise<number> => {
    let found = 0
    for (const { archives, against } of examples) {
      const { findings } = await inspectArchives(archives, against)
      if (findings.some((f) => atLeast(f.severity, least))) found++
    }
    return found
  }
  const rows = [
    `| hostile releases with a finding of severity high or worse | ${await worst(hostileReleases, 'high')} of ${hostileReleases.length} |`,
    `| harmless releases with one of medium or worse | ${await worst(benignReleases, 'medium')} of ${benignReleases.length} |`,
    await wheelsRow(),
  ]
  return ['| releases | measured |', '|---|---|', ...rows].join('\n')
}

async function wheelsRow(): Promise<string> {
  const wheels = configuredWheels()
  if (wheels.length === 0)
    return "| real wheels | not measured: this machine's pip knows no folder of wheels |"
  const options = {
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(),
  }
  const loud: string[] = []
  for (const absolute of wheels) {
    const { findings } = await inspectReleases([{ path: basename(absolute), absolute }], [], options)
    if (findings.some((f) => atLeast(f.severity, 'medium'))) loud.push(basename(absolute).split('-')[0]!)
  }
  const which = loud.length > 0 ? `: ${loud.join(', ')}` : ''
  return `| ${wheels.length} real wheels with a finding above low | ${loud.length}${which} |`
}

/** Folders of `find-links` and of indexes in the file system. */
function configuredWheels(): string[] {
  const { stdout } = spawnSync('pip', ['config', 'list'], { encoding: 'utf8' })
  const folders = new Set<string>()
  for (const [, values = ''] of (stdout ?? '').matchAll(/(?:find-links|index-url)='([^']*)'/g))
    for (const value of values.split(/\s+/)) {
      const path = value.startsWith('file:') ? fileURLToPath(value) : value
      folders.add(path)
      folders.add(join(dirname(path), 'files'))
    }
  const all = [...folders]
    .filter((folder) => folder.startsWith('/') && existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.whl'))
    .toSorted()
  const first = all.filter((path) => WANTED.test(basename(path)))
  const rest = all.filter((path) => !first.includes(path))
  const step = Math.max(1, Math.floor(rest.length / Math.max(1, WHEELS - first.length)))
  return [...first, ...rest.filter((_, i) => i % step === 0)].slice(0, WHEELS)
}

if (import.meta.main) console.log(await releasesTable())
