import { join } from 'node:path'
import { ReadError } from '../../model/read-error.ts'
import { itemsOf, membersOf, parseBlockYaml, textOf, type YamlNode } from '../../text/block-yaml.ts'
import { condaAddress, channelName } from '../../names/conda-channel.ts'
import {
  BY_DEFAULT,
  byName,
  settingOf,
  type IndexInForce,
  type Origin,
  type SettingInForce,
  type ToolIndexes,
} from './in-force.ts'
import { fileOrigin, userConfig, variable, type Surroundings } from './surroundings.ts'

interface CondaConfig {
  readonly path: string
  readonly members: ReadonlyMap<string, YamlNode>
}

const TOLD: readonly string[] = [
  'channel_priority',
  'channel_alias',
  'ssl_verify',
  'offline',
  'use_only_tar_bz2',
  'safety_checks',
  'extra_safety_checks',
  'override_channels_enabled',
]
const LISTS: readonly string[] = ['allowlist_channels', 'denylist_channels', 'default_channels']
const MAX_FILES = 200
/** More than anybody has; each is compared with the others. */
const MAX_CHANNELS = 1000

/** Nothing where neither the project nor anybody's settings speak of conda. */
export function condaIndexes(around: Surroundings): readonly ToolIndexes[] {
  const configs = condaConfigs(around)
  const projects = environmentFiles(around)
  const variables = ['CONDA_CHANNELS', ...TOLD.map(nameOfVariable)].filter((name) => variable(around, name))
  if (configs.length + projects.length + variables.length === 0) return []
  const settings = settingsOf(configs, around)
  const priority = settings.find(({ name }) => name === 'channel_priority')?.value.toLowerCase()
  const choice =
    priority === 'strict' ? 'first' : priority === 'disabled' || priority === 'false' ? 'best' : 'flexible'
  const unchecked = settings.find(
    ({ name, value }) => name === 'ssl_verify' && /^(?:false|no|off|0)$/i.test(value),
  )
  const configured = channelsOf(configs, around)
  const alias = settings.find(({ name }) => name === 'channel_alias')?.value
  const tool = (channels: readonly IndexInForce[], of?: string): ToolIndexes => ({
    tool: 'conda',
    ...(of !== undefined && { of }),
    indexes: inOrder(
      channels.length > 0 ? channels : [channelAt('defaults', BY_DEFAULT)],
      unchecked?.origin,
    ).map((channel) => aliased(channel, alias)),
    choice,
    settings: byName(settings),
  })
  return [
    ...(configs.length + variables.length > 0 ? [tool(configured)] : []),
    ...projects.map(({ name, channels, alone }) =>
      tool(alone ? channels : [...channels, ...configured], name),
    ),
  ]
}

/** The first is asked first; one that is named again is the same. */
function inOrder(channels: readonly IndexInForce[], insecure: Origin | undefined): readonly IndexInForce[] {
  return channels
    .slice(0, MAX_CHANNELS)
    .filter(({ url }, i) => channels.findIndex((other) => other.url === url) === i)
    .map((channel, i) => ({ ...channel, role: i === 0 ? 'primary' : 'extra', ...(insecure && { insecure }) }))
}

/** A channel that is only named lies under the alias. */
function aliased(channel: IndexInForce, alias: string | undefined): IndexInForce {
  const { url = '' } = channel
  if (alias === undefined || url.includes('://') || url === 'defaults' || /^[./~]/.test(url)) return channel
  return { ...channel, name: url, url: `${condaAddress(alias).replace(/\/+$/, '')}/${url}` }
}

function channelAt(address: string, origin: Origin): IndexInForce {
  const url = condaAddress(address).replace(/\/+$/, '')
  const name = channelName(address)
  const credentials = condaAddress(address) !== address && !/\$\{?\w/.test(address)
  return { role: 'extra', url, credentials, origin, ...(name !== undefined && name !== url && { name }) }
}

/** From what has the least say to what has the most. */
function condaFiles(around: Surroundings): readonly string[] {
  const { env, home, platform } = around
  const root = env['CONDA_ROOT']
  const inFolder = (folder: string): readonly string[] => [
    join(folder, '.condarc'),
    join(folder, 'condarc'),
    ...around
      .list(join(folder, 'condarc.d'))
      .filter((name) => /\.ya?ml$/.test(name))
      .toSorted()
      .map((name) => join(folder, 'condarc.d', name)),
  ]
  const machine = platform === 'win32' ? ['C:\\ProgramData\\conda'] : ['/etc/conda', '/var/lib/conda']
  const prefix = env['CONDA_PREFIX']
  return [
    ...machine.flatMap(inFolder),
    ...(root ? inFolder(root) : []),
    ...inFolder(join(userConfig(around), 'conda')),
    ...inFolder(join(home, '.conda')),
    join(home, '.condarc'),
    ...(prefix && prefix !== root ? inFolder(prefix) : []),
    ...[env['CONDARC'], env['MAMBARC']].flatMap((path) => path || []),
  ].slice(0, MAX_FILES)
}

/** From what has the most say to what has the least. */
function condaConfigs(around: Surroundings): readonly CondaConfig[] {
  return condaFiles(around)
    .flatMap((path) => {
      const root = yamlAt(around, path)
      return root ? [{ path, members: membersOf(root) }] : []
    })
    .toReversed()
}

function yamlAt(around: Surroundings, path: string): YamlNode | undefined {
  const text = around.read(path)
  if (text === undefined) return undefined
  try {
    const { root, problems } = parseBlockYaml(text)
    for (const { line, detail } of problems) around.broken(path, `line ${line}: ${detail}`)
    return root
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    around.broken(path, error.message)
    return undefined
  }
}

/** Lists add up: those of the file with the most say come first. */
function channelsOf(configs: readonly CondaConfig[], around: Surroundings): readonly IndexInForce[] {
  const given = variable(around, 'CONDA_CHANNELS')
  return [
    ...(given?.text.split(/[,\s]+/) ?? []).map((address) => channelAt(address, given!.origin)),
    ...configs.flatMap(({ members, path }) => channelItems(members.get('channels'), path)),
  ]
}

function channelItems(node: YamlNode | undefined, path: string): readonly IndexInForce[] {
  return itemsOf(node).flatMap((item) => {
    const address = textOf(item)
    return address === undefined || address === '' ? [] : [channelAt(address, fileOrigin(path, item.line))]
  })
}

function settingsOf(configs: readonly CondaConfig[], around: Surroundings): readonly SettingInForce[] {
  const single = TOLD.flatMap((name) => {
    const given = variable(around, nameOfVariable(name))
    if (given) return [settingOf(name, given.text, given.origin)]
    for (const { members, path } of configs) {
      const node = members.get(name)
      const value = textOf(node)
      if (node && value !== undefined) return [settingOf(name, value, fileOrigin(path, node.line))]
    }
    return []
  })
  const lists = LISTS.flatMap((name) => {
    const items = configs.flatMap(({ members, path }) => channelItems(members.get(name), path))
    const [first] = items
    return first ? [settingOf(name, items.map(({ url }) => url).join(', '), first.origin)] : []
  })
  return [...single, ...lists]
}

function nameOfVariable(setting: string): string {
  return `CONDA_${setting.toUpperCase()}`
}

interface ProjectChannels {
  readonly name: string
  readonly channels: readonly IndexInForce[]
  /** `nodefaults`: channels that are configured elsewhere are not asked. */
  readonly alone: boolean
}

function environmentFiles(around: Surroundings): readonly ProjectChannels[] {
  const names = around
    .list(around.project)
    .filter((name) => /^(?:[\w.-]*[._-])?env(?:ironment)?(?:[._-][\w.-]*)?\.ya?ml$/i.test(name))
  return names
    .toSorted()
    .slice(0, MAX_FILES)
    .flatMap((name) => {
      const path = join(around.project, name)
      const members = membersOf(yamlAt(around, path))
      if (!members.has('dependencies')) return []
      const channels = channelItems(members.get('channels'), path)
      const alone = channels.some(({ url }) => url === 'nodefaults')
      return [{ name, channels: channels.filter(({ url }) => url !== 'nodefaults'), alone }]
    })
}
