import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { findUpwards } from '../config/find.ts'
import { policyOf, type Config } from '../config/resolve.ts'
import { formats } from '../formats.ts'
import { DEFAULT_LIMITS, type Limits } from '../model/context.ts'
import type { Report, Waiver } from '../model/report.ts'
import { UsageError } from '../model/usage-error.ts'
import type { Baseline } from '../policy/baseline.ts'
import { judge } from '../policy/judge.ts'
import { rules, rulesDigest } from '../rules.ts'
import { scan, type Progress } from '../scan/scan.ts'
import { didYouMean } from '../text/closest.ts'
import { lockInForce } from './integrity/lock-in-force.ts'
import { advisoriesIn } from './intel/advisories-in.ts'
import type { Invocation } from './command.ts'
import type { Io } from './io.ts'
import { believedDerivations } from './lineage/believed.ts'
import { version } from './version.ts'

export interface ReportRequest {
  readonly paths: readonly string[]
  readonly config: Config
  readonly io: Io
  readonly showCode: boolean
  /** `--no-waivers`. */
  readonly noWaivers: boolean
  /** Of the command line, where they say whose derivations count. */
  readonly options?: Invocation['options']
  readonly onProgress?: (progress: Progress) => void
}

/** Scans and judges. Configuration is read in full first: a mistake in it must not cost a scan. */
export async function reportOf(request: ReportRequest): Promise<Report> {
  const { config, io, paths, showCode, onProgress } = request
  const { values } = config
  const policy = policyOf(values)
  checkFormats(values['deny-formats'], config)
  const { waivers, notes: waiverNotes } = request.noWaivers
    ? { waivers: [], notes: [] }
    : await waiversFor(paths, config, io)
  const baseline = values.baseline === undefined ? undefined : await baselineOf(values.baseline, io)

  const advisories = advisoriesIn(values.cache, io)
  const { lock, notes: lockNotes } = await lockInForce(paths, io)
  const derivations = await believedDerivations(paths, { options: request.options ?? {}, io })
  const scanned = await scan({
    paths,
    derivations,
    ...(lock && { lock }),
    ...(advisories?.index && { advisories: advisories.index }),
    limits: limitsOf(values),
    workers: values.workers,
    cache: values.cache === 'off' ? undefined : values.cache,
    signal: io.signal,
    clock: () => io.clock(),
    showCode,
    ...(paths.includes('-') && { stdin: io.stdin }),
    ...(onProgress && { onProgress }),
  })
  const left = scanned.excluded.map((folder) => `${folder} left out`)
  const notes = [...config.notes, ...waiverNotes, ...left, ...lockNotes, ...(advisories?.notes ?? [])]
  const tool = { name: 'assay', version: version(), rules: rulesDigest() } as const
  return judge(scanned, {
    policy,
    waivers,
    now: io.clock(),
    tool,
    notes,
    showCode,
    ...(baseline && { baseline }),
  })
}

function checkFormats(denied: readonly string[], config: Config): void {
  if (config.origins.get('deny-formats')?.startsWith('preset')) return
  const ids = formats.map((f) => f.id)
  for (const id of denied)
    if (!ids.includes(id))
      throw new UsageError(
        `${config.origins.get('deny-formats')}: deny-formats: there is no format ${id}${didYouMean(id, ids)}`,
      )
}

export interface WaiversFound {
  readonly waivers: readonly Waiver[]
  /** For the report. */
  readonly notes: readonly string[]
}

/** The waivers in force for a scan of these paths. Throws `UsageError` for a file with any mistake in it. */
export async function waiversFor(paths: readonly string[], config: Config, io: Io): Promise<WaiversFound> {
  const named = config.values.waivers
  const search =
    named === undefined
      ? findUpwards(
          'waivers.yml',
          paths.filter((p) => p !== '-'),
          io.cwd,
        )
      : undefined
  const notes = (search?.passedOver ?? []).map(
    (passed) => `${relative(io.cwd, passed)} lies in what is scanned and is not used; --waivers trusts it`,
  )
  if (search?.found?.isInside) notes.push('waivers from waivers.yml inside what is scanned')
  const file = named ?? search?.found?.file
  if (file === undefined) return { waivers: [], notes }
  const shown = relative(io.cwd, file) || file
  if (!existsSync(file)) throw new UsageError(`waivers: there is no ${shown}`)
  const { readWaivers } = await import('../policy/waiver-file.ts')
  return {
    waivers: readWaivers(
      file,
      shown,
      rules.map((r) => r.id),
    ),
    notes,
  }
}

async function baselineOf(file: string, io: Io): Promise<Baseline> {
  const { readBaseline } = await import('../policy/baseline-file.ts')
  return readBaseline(file, relative(io.cwd, file) || file)
}

/** Bounds for reading, as configured. */
export function limitsOf(values: Config['values']): Limits {
  return {
    ...DEFAULT_LIMITS,
    depth: values['limits.depth'],
    members: values['limits.members'],
    inflatedBytes: values['limits.bytes'],
    ratio: values['limits.ratio'],
    time: values['limits.time'],
  }
}
