import { dirname, join } from 'node:path'
import { tableOf, tablesOf, textOf, textsOf, valueAt } from '../pypi/toml.ts'
import {
  builtIn,
  byName,
  indexAt,
  settingOf,
  withTrusted,
  type IndexInForce,
  type SettingInForce,
  type ToolIndexes,
} from './in-force.ts'
import {
  fileOrigin,
  machineConfigs,
  tomlAt,
  userConfig,
  variable,
  type Surroundings,
  type TomlConfig,
} from './surroundings.ts'

/** A file of uv, and the keys under which its settings stand. */
interface UvConfig extends TomlConfig {
  readonly under: readonly string[]
}

interface Listed extends IndexInForce {
  readonly isDefault: boolean
}

const TOLD: Readonly<Record<string, string>> = {
  'index-strategy': 'UV_INDEX_STRATEGY',
  'no-index': 'UV_NO_INDEX',
  prerelease: 'UV_PRERELEASE',
  'exclude-newer': 'UV_EXCLUDE_NEWER',
  'keyring-provider': 'UV_KEYRING_PROVIDER',
  resolution: 'UV_RESOLUTION',
}

/** More than anybody has; each is compared with the others. */
const MAX_INDEXES = 1000

/** Nothing where neither the project nor the user speaks of uv. pip's configuration means nothing to it. */
export function uvIndexes(around: Surroundings): readonly ToolIndexes[] {
  const configs = uvConfigs(around)
  const listed = [...ofVariables(around), ...configs.flatMap(ofConfig)].slice(0, MAX_INDEXES)
  const usesUv = around.list(around.project).includes('uv.lock')
  const settings = settingsOf(configs, around)
  if (!usesUv && configs.length === 0 && listed.length === 0 && settings.length === 0) return []
  return [
    {
      tool: 'uv',
      indexes: withTrusted(ordered(listed, settings), trustedHosts(configs, around)),
      choice: choiceOf(settings),
      settings: byName(settings),
    },
  ]
}

/** The first of a name counts, and the default comes last. */
function ordered(listed: readonly Listed[], settings: readonly SettingInForce[]): readonly IndexInForce[] {
  const first = listed.filter(
    ({ name }, i) => name === undefined || listed.findIndex((other) => other.name === name) === i,
  )
  const links = first.filter(({ role }) => role === 'find-links')
  if (settings.some(({ name, value }) => name === 'no-index' && value === 'true')) return links.map(plain)
  const chosen = first.find(({ isDefault }) => isDefault)
  const others = first.filter(({ isDefault, role }) => !isDefault && role !== 'find-links')
  return [...others.map(plain), chosen ? plain(chosen) : builtIn(), ...links.map(plain)]
}

function plain(listed: Listed): IndexInForce {
  const { isDefault, ...index } = listed
  return isDefault ? { ...index, role: 'primary' } : index
}

function choiceOf(settings: readonly SettingInForce[]): ToolIndexes['choice'] {
  const strategy = settings.find(({ name }) => name === 'index-strategy')?.value
  return strategy === 'unsafe-best-match' ? 'best' : strategy === 'unsafe-first-match' ? 'flexible' : 'first'
}

/** What is asked first comes first: the project, the user, the machine. */
function uvConfigs(around: Surroundings): readonly UvConfig[] {
  const { env } = around
  const own = env['UV_CONFIG_FILE']
  if (own) return present([tomlAt(around, own)])
  if (/^(?:1|true|yes|on|y|t)$/i.test(env['UV_NO_CONFIG'] ?? '')) return []
  const user = tomlAt(around, join(userConfig(around), 'uv', 'uv.toml'))
  const machine = [
    ...machineConfigs(around).map((folder) => join(folder, 'uv', 'uv.toml')),
    ...(around.platform === 'win32' ? [] : ['/etc/uv/uv.toml']),
  ]
  // Only the first that is there is read.
  const system = machine.find((path) => around.read(path) !== undefined)
  return [
    ...projectConfig(around),
    ...present([user, system === undefined ? undefined : tomlAt(around, system)]),
  ]
}

function present(configs: readonly (TomlConfig | undefined)[]): readonly UvConfig[] {
  return configs.flatMap((config) => (config ? [{ ...config, under: [] }] : []))
}

/** The nearest folder upwards that has one; beside `uv.toml` a project file has no say. */
function projectConfig(around: Surroundings): readonly UvConfig[] {
  for (let folder = around.project; ; folder = dirname(folder)) {
    const file = tomlAt(around, join(folder, 'uv.toml'))
    if (file) return [{ ...file, under: [] }]
    const project = tomlAt(around, join(folder, 'pyproject.toml'))
    if (project && tableOf(valueAt(project.root, 'tool', 'uv')))
      return [{ ...project, under: ['tool', 'uv'] }]
    if (dirname(folder) === folder) return []
  }
}

function ofVariables(around: Surroundings): readonly Listed[] {
  const found: Listed[] = []
  const take = (name: string, role: IndexInForce['role'], isDefault: boolean): void => {
    const value = variable(around, name)
    for (const word of value?.text.split(/\s+/) ?? []) {
      const [, called, address = word] = /^([\w.-]+)=(.*)$/.exec(word) ?? []
      const more = called === undefined ? {} : { name: called }
      found.push({ ...indexAt(role, address, value!.origin, more), isDefault })
    }
  }
  take('UV_DEFAULT_INDEX', 'primary', true)
  take('UV_INDEX', 'extra', false)
  take('UV_INDEX_URL', 'primary', true)
  take('UV_EXTRA_INDEX_URL', 'extra', false)
  take('UV_FIND_LINKS', 'find-links', false)
  return found
}

function ofConfig({ root, places, path, under }: UvConfig): readonly Listed[] {
  const settings = valueAt(root, ...under)
  const origin = (address: string): IndexInForce['origin'] => fileOrigin(path, places.text(address))
  const tables = tablesOf(valueAt(settings, 'index')).flatMap((table): Listed[] => {
    const address = textOf(table['url'])
    if (address === undefined) return []
    const name = textOf(table['name'])
    const role = table['explicit'] === true ? 'explicit' : table['format'] === 'flat' ? 'find-links' : 'extra'
    const index = indexAt(role, address, origin(address), name === undefined ? {} : { name })
    return [{ ...index, isDefault: table['default'] === true }]
  })
  const plainly = (key: string, role: IndexInForce['role'], isDefault = false): readonly Listed[] => {
    const value = valueAt(settings, key)
    return (Array.isArray(value) ? textsOf(value) : textsOf([value])).map((address) => ({
      ...indexAt(role, address, origin(address)),
      isDefault,
    }))
  }
  return [
    ...tables,
    ...plainly('index-url', 'primary', true),
    ...plainly('extra-index-url', 'extra'),
    ...plainly('find-links', 'find-links'),
  ]
}

function settingsOf(configs: readonly UvConfig[], around: Surroundings): readonly SettingInForce[] {
  return Object.entries(TOLD).flatMap(([name, called]) => {
    const given = variable(around, called)
    if (given) return [settingOf(name, name === 'no-index' ? truth(given.text) : given.text, given.origin)]
    for (const { root, places, path, under } of configs) {
      const value = valueAt(root, ...under, name)
      if (typeof value === 'string' || typeof value === 'boolean')
        return [settingOf(name, String(value), fileOrigin(path, places.key(...under, name)))]
    }
    return []
  })
}

function truth(text: string): string {
  return String(/^(?:1|true|yes|on|y|t)$/i.test(text))
}

function trustedHosts(
  configs: readonly UvConfig[],
  around: Surroundings,
): readonly { readonly text: string; readonly origin: IndexInForce['origin'] }[] {
  const given = variable(around, 'UV_INSECURE_HOST')
  return [
    ...(given ? given.text.split(/\s+/).map((text) => ({ text, origin: given.origin })) : []),
    ...configs.flatMap(({ root, places, path, under }) =>
      textsOf(valueAt(root, ...under, 'allow-insecure-host')).map((text) => ({
        text,
        origin: fileOrigin(path, places.key(...under, 'allow-insecure-host')),
      })),
    ),
  ]
}
