import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { homeOf } from './home.ts'
import { DEFAULT_LIMITS } from '../model/context.ts'
import { severityRank } from '../model/severity.ts'
import { UsageError } from '../model/usage-error.ts'
import { presets, type Policy } from '../policy/policy.ts'
import { fileLayer } from './file.ts'
import { findUpwards } from './find.ts'
import { environmentLayer, type Layer } from './layers.ts'
import { SETTING_KEYS, type SettingKey, type Settings } from './settings.ts'

export interface ConfigRequest {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** What is scanned: the configuration file is looked for from there upwards. */
  readonly targets: readonly string[]
  readonly flags: Layer
  /** A file, false for none, undefined to look for one. */
  readonly file: string | false | undefined
}

/** Settings without a default may be absent. */
type Optional = 'waivers' | 'baseline' | 'internal-packages' | 'events-url' | 'guard-variables'
export type ResolvedSettings = Omit<Settings, Optional> & Partial<Pick<Settings, Optional>>

/** Every setting that has a value, and where the value comes from. */
export interface Config {
  readonly values: ResolvedSettings
  readonly origins: ReadonlyMap<SettingKey, string>
  /** Relative to the working folder. */
  readonly file?: string
  /** For the report: the judged tree brought its own policy. */
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
}

/** Flag over environment over file over preset over default. Throws `UsageError`. */
export async function resolveConfig(request: ConfigRequest): Promise<Config> {
  const { cwd, env, flags } = request
  const environment = environmentLayer(env, cwd)
  const warnings = [...environment.warnings]
  const notes: string[] = []

  const search =
    request.file === undefined && !env['ASSAY_CONFIG']
      ? findUpwards('assay.yml', request.targets, cwd)
      : undefined
  const named = request.file === undefined ? env['ASSAY_CONFIG'] : request.file
  const path = named || search?.found?.file
  const shown = path ? relative(cwd, path) || path : undefined
  const file = path && shown ? await fileLayer(path, shown) : undefined
  if (search?.found?.isInside) notes.push('policy from assay.yml inside what is scanned')
  for (const passed of search?.passedOver ?? [])
    warnings.push(
      `${relative(cwd, passed)} lies in what is scanned and is not used; name it with --config to trust it`,
    )

  const written = [flags, environment, ...(file ? [file] : [])]
  const preset = valueIn(written, 'preset') ?? 'default'
  const layers: Layer[] = [
    ...written,
    {
      values: policySettings(presets[preset]),
      origin: () => (preset === 'default' ? 'default' : `preset ${preset}`),
    },
    { values: { ...defaults(env), preset }, origin: () => 'default' },
  ]
  const values: Partial<Record<SettingKey, Settings[SettingKey]>> = {}
  const origins = new Map<SettingKey, string>()
  for (const key of SETTING_KEYS) {
    const layer = layers.find((l) => l.values[key] !== undefined)
    if (!layer) continue
    values[key] = layer.values[key]!
    origins.set(key, layer.origin(key))
  }
  return { values: values as ResolvedSettings, origins, notes, warnings, ...(shown && { file: shown }) }
}

function valueIn<K extends SettingKey>(layers: readonly Layer[], key: K): Settings[K] | undefined {
  return layers.find((l) => l.values[key] !== undefined)?.values[key]
}

function policySettings(policy: Policy): Partial<Settings> {
  return {
    'fail-on': policy.failOn,
    'min-severity': policy.minSeverity,
    'min-confidence': policy.minConfidence,
    strict: policy.strict,
    'deny-formats': policy.denyFormats,
  }
}

function defaults(env: ConfigRequest['env']): Partial<Settings> {
  return {
    cache: join(env['XDG_CACHE_HOME'] || join(homeOf(env), '.cache'), 'assay'),
    workers: availableParallelism(),
    'limits.depth': DEFAULT_LIMITS.depth,
    'limits.members': DEFAULT_LIMITS.members,
    'limits.bytes': DEFAULT_LIMITS.inflatedBytes,
    'limits.ratio': DEFAULT_LIMITS.ratio,
    'limits.time': DEFAULT_LIMITS.time,
  }
}

/** The policy that the settings come to. Throws `UsageError` when they contradict each other. */
export function policyOf(values: ResolvedSettings): Policy {
  if (severityRank(values['min-severity']) > severityRank(values['fail-on']))
    throw new UsageError(
      `min-severity ${values['min-severity']} would hide findings that fail-on ${values['fail-on']} denies`,
    )
  return {
    failOn: values['fail-on'],
    minSeverity: values['min-severity'],
    minConfidence: values['min-confidence'],
    strict: values.strict,
    denyFormats: values['deny-formats'],
  }
}
