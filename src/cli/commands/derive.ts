import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { derive } from '../../lineage/derive.ts'
import { localSource } from '../../lineage/files/local-source.ts'
import { CHAINS } from '../../lineage/mapping/recipe.ts'
import type { ImportanceMatrix } from '../../lineage/requantise/importance/importance.ts'
import { readImportance } from '../../lineage/requantise/importance/read.ts'
import type { SampleOptions } from '../../lineage/sample/plan.ts'
import type { Level } from '../../lineage/verdict/derivation.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { UsageError } from '../../model/usage-error.ts'
import { createContext } from '../../scan/budget.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { identifyBase } from '../lineage/identify-base.ts'
import { openNamed, type Opening } from '../lineage/open-named.ts'
import { derivationOutputs, printDerivation } from '../lineage/outputs.ts'
import { rememberResult } from '../lineage/own-results.ts'
import { rememberBases } from '../lineage/remember-bases.ts'
import { fileStates, withSubjects } from '../lineage/subjects.ts'
import { createWeightProgress } from '../lineage/weight-progress.ts'
import { derivationReport } from '../../report/derivation/reporters.ts'
import { stateFolder } from '../integrity/state-folder.ts'
import { configOf } from '../scan-config.ts'

/** `assay derive CANDIDATE --from OFFICIAL`, `--identify`, `--index`. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const ctx = createContext({ limits: DEFAULT_LIMITS, signal: io.signal, clock: () => io.clock() })
  const opening: Opening = { io, ctx, online: options['online'] === true }
  if (options['index'] === true) return rememberBases(args, opening, options)
  const [name, ...others] = args
  if (name === undefined || others.length > 0)
    throw new UsageError('name one candidate: assay derive m.gguf --from official/')
  if (options['identify'] === true) return identifyBase(name, opening, options)
  const { from } = options
  if (typeof from !== 'string')
    throw new UsageError('--from: name the official weights, or --identify looks for them')
  const outputs = derivationOutputs(options, io)
  const config = await configOf([name], options, io)
  const candidate = await openNamed(name, opening)
  const reference = await openNamed(from, opening)
  const progress = createWeightProgress(io, options['progress'] !== false && options['quiet'] !== true)
  try {
    const isRemote = [candidate, reference].some((model) => model.shards.some((s) => s.path === undefined))
    const sample = sampleOf(options, isRemote)
    const importance = await importanceOf(options['imatrix'], opening)
    if (outputs.some((o) => o.format === 'statement') && candidate.shards.some((s) => s.path === undefined))
      throw new UsageError(
        'a statement is about files by their digests, and ranges have none: download the candidate',
      )
    const states = fileStates([candidate, reference])
    const result = await derive({
      candidate,
      reference,
      chain: CHAINS.find((c) => c === options['chain']) ?? 'auto',
      workers: config.values.workers,
      signal: io.signal,
      onProgress: progress.update,
      ...(sample && { sample }),
      ...(importance && { importance }),
    })
    progress.done()
    const named = await withSubjects(result, { candidate, reference, states }, config.values, invocation)
    await printDerivation(named, outputs, invocation)
    if (outputs.some((o) => o.format === 'json'))
      rememberResult(stateFolder(io), await derivationReport(named, 'json', PLAIN))
    return exitOf(result.level, String(options['require'] ?? 'L1'))
  } finally {
    progress.done()
    candidate.close()
    reference.close()
  }
}

const PLAIN = { colour: false, width: 80, verbose: false } as const
async function importanceOf(file: unknown, { io, ctx }: Opening): Promise<ImportanceMatrix | undefined> {
  if (typeof file !== 'string') return undefined
  const path = resolve(io.cwd, file)
  if (!existsSync(path)) throw new UsageError(`--imatrix: there is nothing at ${file}`)
  const source = localSource(path, file)
  try {
    return await readImportance(source, ctx)
  } finally {
    source.close()
  }
}

const ACCEPTED: readonly Level[] = ['L3', 'L2', 'L1']

function exitOf(level: Level, required: string): ExitCode {
  if (level === 'U') return EXIT.failed
  const least = ACCEPTED.findIndex((l) => l === required)
  const reached = ACCEPTED.indexOf(level)
  return reached !== -1 && reached <= least ? EXIT.allowed : EXIT.denied
}

/** Noticed with this probability. */
const PROBABILITY = 0.999
const REMOTE_SHARE = 0.01

/** Over a network a sample is the rule; on disk everything is compared unless a sample is asked for. */
function sampleOf(options: Invocation['options'], isRemote: boolean): SampleOptions | undefined {
  const { sample, seed } = options
  if (sample === undefined && !isRemote) return undefined
  const share = typeof sample === 'string' ? shareOf(sample) : REMOTE_SHARE
  if (seed !== undefined && !/^[0-9a-f]{8,64}$/.test(String(seed)))
    throw new UsageError('--seed: is 8 to 64 hex digits')
  return {
    share,
    probability: PROBABILITY,
    seed: typeof seed === 'string' ? seed : randomBytes(16).toString('hex'),
  }
}

function shareOf(text: string): number {
  const match = /^(\d{1,3}(?:\.\d{1,6})?)\s?%$/.exec(text)
  const share = match ? Number(match[1]) / 100 : Number.NaN
  if (share > 0 && share <= 1) return share
  throw new UsageError(`--sample ${text}: is written as a percentage, for example 1% or 0.1%`)
}
