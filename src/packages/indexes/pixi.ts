import { join } from 'node:path'
import { channelName, condaAddress } from '../../names/conda-channel.ts'
import { listOf, tableOf, textOf, textsOf, valueAt } from '../pypi/toml.ts'
import {
  builtIn,
  byName,
  indexAt,
  settingOf,
  type IndexInForce,
  type SettingInForce,
  type ToolIndexes,
} from './in-force.ts'
import { fileOrigin, tomlAt, userConfig, type Surroundings, type TomlConfig } from './surroundings.ts'

interface Manifest extends TomlConfig {
  readonly under: readonly string[]
}

/** Channels of a pixi project, and the Python indexes that it adds. */
export function pixiIndexes(around: Surroundings): readonly ToolIndexes[] {
  const manifest = manifestOf(around)
  if (!manifest) return []
  const configs = [
    join(around.project, '.pixi', 'config.toml'),
    join(around.env['PIXI_HOME'] || join(around.home, '.pixi'), 'config.toml'),
    join(userConfig(around), 'pixi', 'config.toml'),
    '/etc/pixi/config.toml',
  ].flatMap((path) => tomlAt(around, path) ?? [])
  const settings = settingsOf(manifest, configs)
  const priority = settings.find(({ name }) => name === 'channel-priority')?.value
  const unchecked = settings.find(({ name, value }) => name === 'tls-no-verify' && value === 'true')
  const channels = channelsOf(manifest).map((channel) =>
    unchecked ? { ...channel, insecure: unchecked.origin } : channel,
  )
  const python = pythonIndexes(manifest, configs)
  const strategy = settings.find(({ name }) => name === 'index-strategy')?.value
  return [
    {
      tool: 'pixi',
      indexes: channels,
      choice: priority === 'disabled' ? 'best' : 'first',
      settings: byName(settings),
    },
    ...(python.length > 1 || python.some(({ url }) => url !== undefined)
      ? [
          {
            tool: 'pixi' as const,
            of: 'pypi-dependencies',
            indexes: python,
            choice: strategy === 'unsafe-best-match' ? ('best' as const) : ('first' as const),
            settings: byName(settings.filter(({ name }) => name === 'index-strategy')),
          },
        ]
      : []),
  ]
}

function manifestOf(around: Surroundings): Manifest | undefined {
  const own = tomlAt(around, join(around.project, 'pixi.toml'))
  if (own) return { ...own, under: [] }
  const project = tomlAt(around, join(around.project, 'pyproject.toml'))
  return project && tableOf(valueAt(project.root, 'tool', 'pixi'))
    ? { ...project, under: ['tool', 'pixi'] }
    : undefined
}

function headOf({ root, under }: Manifest): string {
  return tableOf(valueAt(root, ...under, 'workspace')) ? 'workspace' : 'project'
}

/** A higher priority is asked before; else the order counts. */
function channelsOf(manifest: Manifest): readonly IndexInForce[] {
  const { root, places, path, under } = manifest
  const head = headOf(manifest)
  const found = listOf(valueAt(root, ...under, head, 'channels')).flatMap((item) => {
    const table = tableOf(item)
    const address = textOf(item) ?? textOf(table?.['channel'])
    if (address === undefined) return []
    const { priority } = table ?? {}
    return [{ address, priority: typeof priority === 'number' ? priority : 0 }]
  })
  return found
    .toSorted((a, b) => b.priority - a.priority)
    .map(({ address }, i) => {
      const url = condaAddress(address).replace(/\/+$/, '')
      const name = channelName(address)
      return {
        role: i === 0 ? 'primary' : 'extra',
        url,
        credentials: url !== address.replace(/\/+$/, '') && !address.includes('$'),
        origin: fileOrigin(path, places.text(address, ...under, head, 'channels')),
        ...(name !== undefined && name !== url && { name }),
      }
    })
}

function pythonIndexes(manifest: Manifest, configs: readonly TomlConfig[]): readonly IndexInForce[] {
  const { root, places, path, under } = manifest
  const places_ = [
    { options: valueAt(root, ...under, 'pypi-options'), places, path },
    ...configs.map((config) => ({
      options: valueAt(config.root, 'pypi-config'),
      places: config.places,
      path: config.path,
    })),
  ]
  const at = (role: IndexInForce['role'], key: string): readonly IndexInForce[] =>
    places_.flatMap((place) => {
      const value = valueAt(place.options, key)
      return (Array.isArray(value) ? textsOf(value) : textsOf([value])).map((address) =>
        indexAt(role, address, fileOrigin(place.path, place.places.text(address))),
      )
    })
  const [primary = builtIn()] = at('primary', 'index-url')
  return [...at('extra', 'extra-index-urls'), primary]
}

function settingsOf(manifest: Manifest, configs: readonly TomlConfig[]): readonly SettingInForce[] {
  const { root, places, path, under } = manifest
  const found: SettingInForce[] = []
  const take = (keys: readonly string[], from: TomlConfig): void => {
    const value = valueAt(from.root, ...keys)
    const name = keys.at(-1)!
    if (
      (typeof value === 'string' || typeof value === 'boolean') &&
      !found.some((known) => known.name === name)
    )
      found.push(settingOf(name, String(value), fileOrigin(from.path, from.places.key(...keys))))
  }
  take([...under, headOf(manifest), 'channel-priority'], { root, places, path })
  take([...under, headOf(manifest), 'exclude-newer'], { root, places, path })
  take([...under, 'pypi-options', 'index-strategy'], { root, places, path })
  for (const config of configs)
    for (const key of ['tls-no-verify', 'run-post-link-scripts']) take([key], config)
  for (const { root: own, places: at, path: file } of configs) {
    const mirrors = tableOf(own['mirrors'])
    for (const [address, list] of Object.entries(mirrors ?? {}).slice(0, 50))
      found.push(
        settingOf(
          `mirror of ${condaAddress(address)}`,
          textsOf(list).map(condaAddress).join(', '),
          fileOrigin(file, at.key('mirrors', address)),
        ),
      )
  }
  return found
}
