import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { guardedStart } from './guarded-start.ts'
import { userFolders } from './folders.ts'
import type { Surroundings } from './guarded-start.ts'
import type { StartSettings } from './settings.ts'

type Environment = Surroundings['env']

const SWITCHES = new Set(['--paranoid', '--python-hook', '--dry-run', '--no-config', '--quiet', '-q'])
const VALUES = new Set(['--lock', '--lock-key', '--events', '--log-format'])

/**
 * `assay run` as nearly all starts are written, without the parser and the configuration: they take longer to load
 * than a start may take. Undefined for anything unusual, which then goes the long way to the same end.
 */
export async function start(argv: readonly string[]): Promise<number | undefined> {
  // Each look into the environment of a process is a call of its own.
  const env = { ...process.env }
  const cwd = process.cwd()
  const settings = plainSettings(argv, env, cwd)
  return settings && guardedStart(settings, { env, cwd })
}

function plainSettings(argv: readonly string[], env: Environment, cwd: string): StartSettings | undefined {
  const end = argv.indexOf('--')
  if (end < 0 || end === argv.length - 1) return undefined
  const given = new Map<string, string[]>()
  for (let i = 0; i < end; i++) {
    const word = argv[i]!
    const equals = word.startsWith('--') ? word.indexOf('=') : -1
    const name = equals < 0 ? word : word.slice(0, equals)
    let value = ''
    if (VALUES.has(name)) {
      if (equals < 0 && ++i >= end) return undefined
      value = equals < 0 ? argv[i]! : word.slice(equals + 1)
      if (value === '' || (equals < 0 && value.startsWith('-'))) return undefined
    } else if (equals >= 0 || !SWITCHES.has(name)) return undefined
    given.set(name, [...(given.get(name) ?? []), value])
  }
  const last = (name: string): string | undefined => given.get(name)?.at(-1)
  const logFormat = last('--log-format') ?? 'text'
  if (logFormat !== 'text' && logFormat !== 'json') return undefined
  const eventsUrl = env['ASSAY_EVENTS_URL'] || undefined
  // What is wrong with it, the long way says.
  if (eventsUrl !== undefined && !/^https?:\/\/\S+$/.test(eventsUrl)) return undefined
  if (isConfigured(env, cwd, given.has('--no-config'))) return undefined
  const lock = last('--lock')
  const events = last('--events')
  const { cache, state } = userFolders(env)
  return {
    command: argv.slice(end + 1),
    lock: lock === undefined ? undefined : resolve(cwd, lock),
    lockKeys: (given.get('--lock-key') ?? []).map((key) => resolve(cwd, key)),
    paranoid: given.has('--paranoid'),
    pythonHook: given.has('--python-hook'),
    dryRun: given.has('--dry-run'),
    events: events === undefined ? join(state, 'loads.jsonl') : resolve(cwd, events),
    eventsUrl,
    logFormat,
    cache,
    state,
    variables: [],
    workers: undefined,
  }
}

/** Variables that need no configuration to be understood. */
const PLAIN_VARIABLE = /^ASSAY_(?:EVENTS_URL|EVENTS_TOKEN|GUARD|GUARD_.*|ROOT_.*)$/

function isConfigured(env: Environment, cwd: string, withoutFile: boolean): boolean {
  for (const name in env) if (name.startsWith('ASSAY_') && !PLAIN_VARIABLE.test(name)) return true
  if (withoutFile) return false
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'assay.yml'))) return true
    if (dirname(folder) === folder) return false
  }
}
