import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { homeOf } from '../../config/home.ts'
import { SEVERITIES, type Severity } from '../../model/severity.ts'
import type { Invocation } from '../command.ts'

export interface AuditSettings {
  readonly failOn: Severity
  readonly strict: boolean
  /** Where the index lies; undefined when there is no cache folder. */
  readonly index: string | undefined
}

const INDEX = 'advisories.bin'

/** Settings of an audit: flag over environment over file over default. */
export async function auditSettings({ args, options, io }: Invocation): Promise<AuditSettings> {
  const { failOn, advisories } = options
  const strict = options['strict'] === true
  const named = typeof advisories === 'string' ? resolve(io.cwd, advisories) : undefined
  const severity = SEVERITIES.find((known) => known === failOn)
  if (isPlain({ args, options, io }))
    return { failOn: severity ?? 'high', strict, index: named ?? join(defaultCache(io), INDEX) }
  const { configOf } = await import('../scan-config.ts')
  const { values, warnings } = await configOf(args.length > 0 ? args : ['.'], options, io)
  for (const line of warnings) io.say(`warning: ${line}`)
  return {
    failOn: values['fail-on'],
    strict: values.strict,
    index: named ?? indexIn(values.cache),
  }
}

/** The index in the cache folder; undefined when the cache is off. */
export function indexIn(cache: string): string | undefined {
  return cache === 'off' ? undefined : join(cache, INDEX)
}

/** Whether flags alone decide: reading the configuration takes longer than an audit. */
function isPlain({ args, options, io }: Invocation): boolean {
  if (options['config'] !== undefined && options['config'] !== false) return false
  if (Object.keys(io.env).some((name) => name.startsWith('ASSAY_'))) return false
  if (options['config'] === false) return true
  const targets = args.length > 0 ? args : ['.']
  return !targets.some((target) => hasConfiguration(resolve(io.cwd, target)))
}

function hasConfiguration(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'assay.yml'))) return true
    if (dirname(folder) === folder) return false
  }
}

function defaultCache({ env }: Invocation['io']): string {
  return join(env['XDG_CACHE_HOME'] || join(homeOf(env), '.cache'), 'assay')
}
