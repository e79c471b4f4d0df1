import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { MiB } from '../src/model/context.ts'
import { writeSafetensors, writeSmallFiles, writeTorchZip, writeVocabulary } from './inputs.ts'
import { bombs } from '../test/bombs.ts'
import { namesTable } from './names.ts'
import { timeGuardedStart } from './guard.ts'
import { kernelSpeeds, kernelTable } from './derive-kernels.ts'
import { BYTES_70B, BYTES_8B, LAYERS_8B, writeLargePair } from './derive-model.ts'
import { discoveryScores, discoveryTable } from './discovery.ts'
import { costOfCommand, costOfNode, paired, type Cost } from './measure.ts'
import { releasesTable } from './releases.ts'
import { writeSystem } from './system.ts'

// Prints every speed figure of the README, and how well the discoverers find what is in labelled files. Speeds are
// ratios of two commands run in turn on this machine where there is something to compare with. Needs 5 GB in the temporary folder, 33 GB for a model of full size, bash and openssl.

interface Row {
  readonly what: string
  readonly figure: string
  readonly goal: string
  readonly memory: string
}

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string' } },
})
const runs = Number(values.runs)
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
const rows: Row[] = []

execFileSync(process.execPath, [join(root, 'scripts/build-cli.ts')], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
// As a package holds it: without sources.
const installed = join(folder, 'assay')
mkdirSync(installed)
for (const part of ['bin', 'dist', 'package.json'])
  cpSync(join(root, part), join(installed, part), { recursive: true })
const assay = join(installed, 'bin/assay.js')

try {
  for (const [name, measure] of Object.entries({
    safetensors,
    torch,
    vocabulary,
    workers,
    start,
    worstBomb,
    sbom,
    sbomHashing,
    verifyHashing,
    lockHashing,
    lockCheck,
    guardedStart,
    deriveKernels,
    deriveModel,
  }))
    if (values.only === undefined || values.only === name) rows.push(measure())
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log('| what | measured | goal | memory |\n|---|---|---|---|')
for (const { what, figure, goal, memory } of rows)
  console.log(`| ${what} | ${figure} | ${goal} | ${memory} |`)
if (values.only === undefined)
  for (const table of [discoveryTable(await discoveryScores(), false), namesTable(), await releasesTable()])
    console.log(`\n${table}`)

function scan(path: string, more: readonly string[] = []): Cost {
  return costOfNode([
    assay,
    'scan',
    path,
    '--no-cache',
    '--no-config',
    '--exit-zero',
    '--format',
    'json',
    ...more,
  ])
}

function againstOpenssl(what: string, path: string): Row {
  const { a, b } = paired(
    runs,
    () => scan(path),
    () => costOfCommand('openssl', ['dgst', '-sha256', path]),
  )
  rmSync(path)
  return {
    what,
    figure: `${(a.cpu / b.cpu).toFixed(2)} x`,
    goal: '≤ 1.15 x the CPU of openssl dgst -sha256',
    memory: mib(a),
  }
}

function safetensors(): Row {
  const path = join(folder, 'model.safetensors')
  writeSafetensors(path)
  return againstOpenssl('2 GB safetensors, hashed and inspected', path)
}

function torch(): Row {
  const path = join(folder, 'pytorch_model.bin')
  writeTorchZip(path)
  return againstOpenssl('2 GB torch zip, hashed and inspected', path)
}

function vocabulary(): Row {
  const path = join(folder, 'vocabulary.pkl')
  writeVocabulary(path)
  const megabytes = statSync(path).size / 1e6
  const { a } = paired(
    runs,
    () => scan(path),
    () => costOfNode(['-e', '']),
  )
  rmSync(path)
  return {
    what: `${Math.round(megabytes)} MB pickle of 50 million opcodes`,
    figure: `${Math.round(megabytes / a.cpu)} MB per CPU second`,
    goal: '≥ 200',
    memory: mib(a),
  }
}

function workers(): Row {
  const path = join(folder, 'small')
  writeSmallFiles(path)
  const { a, b } = paired(
    runs,
    () => scan(path, ['--workers', '1']),
    () => scan(path, ['--workers', '2']),
  )
  rmSync(path, { recursive: true })
  return {
    what: '2,000 small artifacts, two workers over one',
    figure: `${(a.wall / b.wall).toFixed(2)} x as fast`,
    goal: '≥ 1.5 x',
    memory: mib(b),
  }
}

function start(): Row {
  const { a, b } = paired(
    Math.max(runs, 15),
    () => costOfNode([assay, '--version']),
    () => costOfNode(['-e', '']),
  )
  return {
    what: '`assay --version` over bare `node -e ""`',
    figure: `${(a.wall / b.wall).toFixed(2)} x`,
    goal: '≤ 1.6 x',
    memory: mib(a),
  }
}

/** Prints each, and the worst as the row: files that ask for more time or memory than there is. */
function worstBomb(): Row {
  const costs = bombs().map(({ path: name, bytes }) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    const cost = scan(path)
    rmSync(path)
    console.error(`${name.padEnd(20)} ${cost.wall.toFixed(2)} s  ${cost.cpu.toFixed(2)} CPU s  ${mib(cost)}`)
    return cost
  })
  const wall = Math.max(...costs.map((c) => c.wall))
  const rss = Math.max(...costs.map((c) => c.rss))
  return {
    what: `worst of ${costs.length} decompression, count, length and nesting bombs`,
    figure: `${wall.toFixed(1)} s`,
    goal: '≤ 2 s and 300 MiB, start included',
    memory: mib({ cpu: 0, wall, rss }),
  }
}

function billOfMaterials(path: string, more: readonly string[] = []): Cost {
  return costOfNode([assay, 'sbom', path, '--no-config', '--quiet', ...more])
}

/** The first run fills the cache of digests; the second finds every weight in it. */
function sbom(): Row {
  const path = join(folder, 'system')
  writeSystem(path)
  const cache = process.env['XDG_CACHE_HOME']
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache')
  billOfMaterials(path)
  const { a } = paired(
    runs,
    () => billOfMaterials(path),
    () => costOfNode(['-e', '']),
  )
  if (cache === undefined) delete process.env['XDG_CACHE_HOME']
  else process.env['XDG_CACHE_HOME'] = cache
  rmSync(path, { recursive: true })
  return {
    what: '`assay sbom` of 300 Python files, a lock of 500 packages and 20 GB of weights with known digests',
    figure: `${a.wall.toFixed(2)} s`,
    goal: '< 1.5 s',
    memory: mib(a),
  }
}

function sbomHashing(): Row {
  const path = join(folder, 'model.safetensors')
  writeSafetensors(path)
  const { a, b } = paired(
    runs,
    () => billOfMaterials(path, ['--no-cache']),
    () => scan(path),
  )
  rmSync(path)
  return {
    what: '`assay sbom` over `assay scan` of 2 GB safetensors, nothing cached',
    figure: `${(a.cpu / b.cpu).toFixed(2)} x`,
    goal: '≤ 1.1 x the CPU',
    memory: mib(a),
  }
}

/** Several files of different sizes, as a model in shards is. */
function writeShards(path: string): void {
  mkdirSync(path)
  for (const [i, size] of [768 * MiB, 512 * MiB, 512 * MiB, 256 * MiB].entries())
    writeSafetensors(join(path, `model-0000${i + 1}-of-00004.safetensors`), size)
}

function verifyHashing(): Row {
  return hashingOverScan('verify', () => [])
}

function lockHashing(): Row {
  return hashingOverScan('lock', (path) => ['--lock', join(path, 'assay.lock')])
}

function hashingOverScan(command: string, more: (path: string) => readonly string[]): Row {
  const path = join(folder, 'shards')
  writeShards(path)
  const args = [assay, command, path, '--no-cache', '--no-config', '--format', 'json', ...more(path)]
  const { a, b } = paired(
    runs,
    () => inOwnState(() => costOfNode(args)),
    () => scan(path),
  )
  rmSync(path, { recursive: true })
  return {
    what: `\`assay ${command}\` over \`assay scan\` of 2 GB in four shards, nothing cached`,
    figure: `${(a.cpu / b.cpu).toFixed(2)} x the CPU, ${(a.wall / b.wall).toFixed(2)} x the time`,
    goal: '≤ 1.05 x',
    memory: mib(a),
  }
}

/** The first run fills the cache of digests. */
function lockCheck(): Row {
  const path = join(folder, 'shards')
  writeShards(path)
  const lock = ['lock', '--no-config', '--lock', join(path, 'assay.lock')]
  const { a, b } = inOwnState(() => {
    // Files that changed a moment ago are not remembered.
    execFileSync('sleep', ['3'])
    costOfNode([assay, ...lock, path])
    return paired(
      runs,
      () => costOfNode([assay, ...lock, '--check']),
      () => costOfNode(['-e', '']),
    )
  })
  rmSync(path, { recursive: true })
  return {
    what: '`assay lock --check` of 2 GB in four shards with known digests, over `node -e ""`',
    figure: `${Math.round((a.wall - b.wall) * 1000)} ms more`,
    goal: '< 200 ms',
    memory: mib(a),
  }
}

function guardedStart(): Row {
  const times = inOwnState(() =>
    timeGuardedStart(folder, assay, join(root, 'bin/assay.js'), Math.max(runs, 41)),
  )
  const over = (a: number, b: number): string => `${(a - b).toFixed(1)} ms`
  const { command, node, version, guarded, source } = times
  return {
    what: '`assay run` of a verified 2 GB model, over the command alone',
    figure: `${over(guarded, command)} (${over(guarded, node)} over \`node -e ""\`, ${over(guarded, version)} over \`assay --version\`; from source ${over(source, command)})`,
    goal: '≤ 30 ms',
    memory: '',
  }
}

/** What a machine remembers of locks and digests is that of the measurement alone. */
function inOwnState<T>(measure: () => T): T {
  const names = ['XDG_STATE_HOME', 'XDG_CACHE_HOME'] as const
  const before = names.map((name) => process.env[name])
  for (const name of names) process.env[name] = join(folder, name)
  try {
    return measure()
  } finally {
    for (const [i, name] of names.entries()) {
      if (before[i] === undefined) delete process.env[name]
      else process.env[name] = before[i]
    }
  }
}

/** Prints each, and the slowest of the types that most models are quantised to as the row. */
function deriveKernels(): Row {
  const speeds = kernelSpeeds(runs)
  console.error(kernelTable(speeds))
  const usual = speeds.filter(({ type }) => ['Q8_0', 'Q4_K', 'Q6_K'].includes(type))
  const least = (of: (speed: (typeof usual)[number]) => number): number => Math.min(...usual.map(of))
  return {
    what: '`assay derive`: comparing Q8_0, Q4_K and Q6_K with a BF16 reference, the slowest',
    figure: `${Math.round(least((s) => s.megabytes))} MB of both sides per CPU second, ${least((s) => s.ratio).toFixed(1)} x plain TypeScript`,
    goal: '≥ 1,000 MB, ≥ 8 x',
    memory: '',
  }
}

/** Against reading the same files once, in turn: what is left of the disk's speed. */
function deriveModel(): Row {
  const { bavail, bsize } = statfsSync(folder)
  const layers = bavail * bsize > 1.5 * BYTES_8B ? LAYERS_8B : 2
  const place = join(folder, 'large')
  mkdirSync(place)
  const pair = writeLargePair(place, layers)
  const files = [join(place, 'model.safetensors'), pair.candidate]
  const { a, b } = paired(
    1,
    () => costOfNode([assay, 'derive', pair.candidate, '--from', pair.official, '--format', 'json']),
    () => costOfCommand('cat', files),
  )
  rmSync(place, { recursive: true })
  const rate = pair.bytes / a.wall
  return {
    what: `\`assay derive\` of ${(pair.weights / 1e9).toFixed(1)} billion weights (${(pair.bytes / 1e9).toFixed(0)} GB), against reading them`,
    figure:
      `${a.wall.toFixed(0)} s, ${(rate / 1e9).toFixed(2)} GB/s; ${(a.wall / b.wall).toFixed(2)} x \`cat\`, ` +
      `${a.cpu.toFixed(0)} CPU s; 70 billion at this rate: ${(BYTES_70B / rate / 60).toFixed(1)} min`,
    goal: 'disk speed, ≤ 400 MiB',
    memory: mib(a),
  }
}

function mib(cost: Cost): string {
  return `${Math.round((cost.rss * 1024 * 1024) / MiB)} MiB`
}
