import { join } from 'node:path'
import {
  builtIn,
  byName,
  indexAt,
  settingOf,
  type IndexInForce,
  type Origin,
  type SettingInForce,
  type ToolIndexes,
} from './in-force.ts'
import { fileOrigin, type Surroundings } from './surroundings.ts'

interface NpmValue {
  readonly text: string
  readonly origin: Origin
}

const TOLD: readonly string[] = [
  'strict-ssl',
  'ignore-scripts',
  'before',
  'min-release-age',
  'replace-registry-host',
]
const MAX_LINES = 5000

/** Registries of npm: one for all names, others for a scope each. */
export function npmIndexes(around: Surroundings): readonly ToolIndexes[] {
  const values = npmConfig(around)
  const settings: SettingInForce[] = TOLD.flatMap((name) => {
    const value = values.get(name)
    return value ? [settingOf(name, value.text, value.origin)] : []
  })
  const unchecked = settings.find(({ name, value }) => name === 'strict-ssl' && value === 'false')
  const more = unchecked ? { insecure: unchecked.origin } : {}
  const registry = values.get('registry')
  const scopes = [...values].flatMap(([key, { text, origin }]): IndexInForce[] => {
    const scope = /^(@[\w.~-]+):registry$/.exec(key)?.[1]
    return scope === undefined ? [] : [indexAt('scope', text, origin, { ...more, packages: [`${scope}/*`] })]
  })
  // Variables that npm sets for what it runs say nothing of registries.
  const speaks = registry !== undefined || scopes.length + settings.length > 0
  if (!speaks && !around.list(around.project).includes('package.json')) return []
  const primary = registry
    ? indexAt('primary', registry.text, registry.origin, more)
    : { ...builtIn(), ...more }
  const indexes = [...scopes, primary].map((index) => withSecret(index, values))
  return [{ tool: 'npm', indexes, choice: 'first', settings: byName(settings) }]
}

/** Secrets stand under the address that they are for. */
function withSecret(index: IndexInForce, values: ReadonlyMap<string, NpmValue>): IndexInForce {
  const address = index.url?.replace(/^https?:/, '').replace(/\/+$/, '')
  const secret = [...values].find(([key, { text }]) => {
    const [, place = '', kind] = /^(\/\/.*?)\/?:(_authToken|_auth|_password)$/.exec(key) ?? []
    const isSecret = kind !== undefined || /^_(?:authToken|auth|password)$/.test(key)
    if (!isSecret || /^\$\{[^}]+\}$/.test(text)) return false
    return kind === undefined
      ? index.role === 'primary'
      : address !== undefined && `${address}/`.startsWith(`${place}/`)
  })
  if (!secret) return index
  return { ...index, credentials: true }
}

/** Variables over the project over the user over the machine; a key that is set again replaces. */
function npmConfig(around: Surroundings): ReadonlyMap<string, NpmValue> {
  const { env, home, project } = around
  const named = (name: string): string | undefined => variableOf(env, name)?.text
  const machine = named('globalconfig')
  const prefix = named('prefix') ?? env['PREFIX']
  const files = [
    ...(machine
      ? [machine]
      : (prefix ? [prefix] : ['/usr/local', '/usr']).map((folder) => join(folder, 'etc', 'npmrc'))),
    named('userconfig') ?? join(home, '.npmrc'),
    join(project, '.npmrc'),
  ]
  const found = new Map<string, NpmValue>()
  for (const path of new Set(files))
    for (const [key, value] of linesOf(around.read(path) ?? '', path)) found.set(key, value)
  for (const name of Object.keys(env)) {
    const key = /^npm_config_(.+)$/i.exec(name)?.[1]
    const value = key === undefined ? undefined : variableOf(env, key)
    if (key !== undefined && value)
      found.set(
        key.startsWith('_') || key.includes(':') ? key : key.toLowerCase().replaceAll('_', '-'),
        value,
      )
  }
  return found
}

function variableOf(env: Surroundings['env'], name: string): NpmValue | undefined {
  const called = Object.keys(env).find((key) => key.toLowerCase() === `npm_config_${name.toLowerCase()}`)
  const text = called === undefined ? undefined : env[called]?.trim()
  return called !== undefined && text ? { text, origin: { kind: 'environment', name: called } } : undefined
}

function* linesOf(source: string, path: string): Generator<readonly [string, NpmValue]> {
  let number = 0
  for (const raw of source.split(/\r\n|[\n\r]/, MAX_LINES)) {
    number++
    const line = raw.trim()
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue
    const equals = line.indexOf('=')
    const key = (equals < 0 ? line : line.slice(0, equals)).trim()
    const text =
      equals < 0
        ? 'true'
        : line
            .slice(equals + 1)
            .trim()
            .replace(/^(["'])(.*)\1$/, '$2')
    if (key !== '' && text !== '') yield [key, { text, origin: fileOrigin(path, number) }]
  }
}
