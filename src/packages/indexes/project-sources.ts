import { join } from 'node:path'
import { entriesOf, tableOf, tablesOf, textOf, textsOf, valueAt, type Table } from '../pypi/toml.ts'
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
import {
  fileOrigin,
  tomlAt,
  userConfig,
  variable,
  type Surroundings,
  type TomlConfig,
} from './surroundings.ts'

/** Sources of Poetry, by priority. One primary source takes the place of the public index. */
export function poetryIndexes(around: Surroundings): readonly ToolIndexes[] {
  const project = tomlAt(around, join(around.project, 'pyproject.toml'))
  if (!project || !tableOf(valueAt(project.root, 'tool', 'poetry'))) return []
  const unchecked = uncheckedSources(around)
  const found = tablesOf(valueAt(project.root, 'tool', 'poetry', 'source')).map((table) =>
    poetrySource(table, project, unchecked),
  )
  const primary = found.filter(({ role }) => role === 'primary')
  const indexes = [
    ...(primary.length > 0 ? primary : [builtIn()]),
    ...found.filter(({ role }) => role !== 'primary'),
  ]
  return [{ tool: 'poetry', indexes, choice: primary.length > 1 ? 'best' : 'flexible', settings: [] }]
}

function poetrySource(
  table: Table,
  { path, places }: TomlConfig,
  unchecked: ReadonlyMap<string, Origin>,
): IndexInForce {
  const name = textOf(table['name'])
  const priority = textOf(table['priority']) ?? (table['secondary'] === true ? 'secondary' : 'primary')
  const role =
    priority === 'explicit' ? 'explicit' : /^(?:primary|default)$/.test(priority) ? 'primary' : 'extra'
  const address = textOf(table['url'])
  const origin = fileOrigin(path, places.text(address ?? name ?? '', 'tool', 'poetry', 'source'))
  // The public index needs no address.
  if (address === undefined) return { ...builtIn(role, name), origin }
  const insecure = unchecked.get(name ?? '')
  return indexAt(role, address, origin, { ...(name && { name }), ...(insecure && { insecure }) })
}

/** `certificates.<source>.cert = false`, of the project and of the user. */
function uncheckedSources(around: Surroundings): ReadonlyMap<string, Origin> {
  const found = new Map<string, Origin>()
  const files = [
    join(around.project, 'poetry.toml'),
    join(around.env['POETRY_CONFIG_DIR'] || join(userConfig(around), 'pypoetry'), 'config.toml'),
  ]
  for (const config of files.map((path) => tomlAt(around, path)))
    for (const [name, value] of entriesOf(valueAt(config?.root, 'certificates')))
      if (config && valueAt(value, 'cert') === false && !found.has(name))
        found.set(name, fileOrigin(config.path, config.places.key('certificates', name, 'cert')))
  return found
}

/** Sources of PDM: all are equal unless the project respects their order. */
export function pdmIndexes(around: Surroundings): readonly ToolIndexes[] {
  const project = tomlAt(around, join(around.project, 'pyproject.toml'))
  const usesPdm = around.list(around.project).includes('pdm.lock')
  if (!project || (!usesPdm && !tableOf(valueAt(project.root, 'tool', 'pdm')))) return []
  const configs = [
    tomlAt(around, join(around.project, 'pdm.toml')),
    tomlAt(around, join(userConfig(around), 'pdm', 'config.toml')),
  ].filter((config) => config !== undefined)
  const own = tablesOf(valueAt(project.root, 'tool', 'pdm', 'source')).flatMap((table) =>
    pdmSource(table, project),
  )
  const ignoresStored =
    valueAt(
      configs.find(({ root }) => valueAt(root, 'pypi', 'ignore_stored_index') !== undefined)?.root,
      'pypi',
      'ignore_stored_index',
    ) === true
  const stored = ignoresStored ? [] : configs.flatMap(storedSources)
  const named = own.find(({ name }) => name === 'pypi')
  const inOrder = valueAt(project.root, 'tool', 'pdm', 'resolution', 'respect-source-order') === true
  const settings: readonly SettingInForce[] = inOrder
    ? [
        settingOf(
          'respect-source-order',
          'true',
          fileOrigin(project.path, project.places.key('tool', 'pdm', 'resolution', 'respect-source-order')),
        ),
      ]
    : []
  return [
    {
      tool: 'pdm',
      indexes: [...(named ? [] : [pdmDefault(configs, around)]), ...own, ...stored],
      choice: inOrder ? 'first' : 'best',
      settings: byName(settings),
    },
  ]
}

function pdmDefault(configs: readonly TomlConfig[], around: Surroundings): IndexInForce {
  const given = variable(around, 'PDM_PYPI_URL')
  if (given) return indexAt('primary', given.text, given.origin, { name: 'pypi' })
  for (const { root, places, path } of configs) {
    const address = textOf(valueAt(root, 'pypi', 'url'))
    if (address === undefined) continue
    const origin = fileOrigin(path, places.text(address))
    const unchecked = valueAt(root, 'pypi', 'verify_ssl') === false
    return indexAt('primary', address, origin, { name: 'pypi', ...(unchecked && { insecure: origin }) })
  }
  return builtIn('primary', 'pypi')
}

/** `[pypi.ours] url = …` in the configuration is one more source of every project. */
function storedSources({ root, places, path }: TomlConfig): readonly IndexInForce[] {
  return entriesOf(valueAt(root, 'pypi')).flatMap(([name, value]) => {
    const address = textOf(valueAt(value, 'url'))
    return address === undefined
      ? []
      : [indexAt('extra', address, fileOrigin(path, places.text(address)), { name })]
  })
}

function pdmSource(table: Table, { places, path }: TomlConfig): readonly IndexInForce[] {
  const address = textOf(table['url'])
  if (address === undefined) return []
  const name = textOf(table['name'])
  const packages = textsOf(table['include_packages'])
  const origin = fileOrigin(path, places.text(address))
  const links = table['type'] === 'find_links'
  const role = links ? 'find-links' : packages.length > 0 ? 'scope' : name === 'pypi' ? 'primary' : 'extra'
  const more = {
    ...(name && { name }),
    ...(packages.length > 0 && { packages }),
    ...(table['verify_ssl'] === false && { insecure: origin }),
  }
  return [indexAt(role, address, origin, more)]
}

/** Sources of a Pipfile. The first is asked; others only for packages that name them. */
export function pipenvIndexes(around: Surroundings): readonly ToolIndexes[] {
  const file = tomlAt(around, join(around.project, 'Pipfile'))
  if (!file) return []
  const { root, places, path } = file
  const searchesAll = valueAt(root, 'pipenv', 'install_search_all_sources') === true
  const mirror = variable(around, 'PIPENV_PYPI_MIRROR')
  const found = tablesOf(root['source']).flatMap((table, place): readonly IndexInForce[] => {
    const address = textOf(table['url'])
    if (address === undefined) return []
    const name = textOf(table['name'])
    const origin = fileOrigin(path, places.text(address))
    const role = place === 0 ? 'primary' : searchesAll ? 'extra' : 'explicit'
    if (name === 'pypi' && mirror) return [indexAt(role, mirror.text, mirror.origin, { name })]
    return [
      indexAt(role, address, origin, {
        ...(name && { name }),
        ...(table['verify_ssl'] === false && { insecure: origin }),
      }),
    ]
  })
  const setting = 'install_search_all_sources'
  return [
    {
      tool: 'pipenv',
      indexes: found.length > 0 ? found : [builtIn()],
      choice: searchesAll ? 'best' : 'first',
      settings: searchesAll
        ? [settingOf(setting, 'true', fileOrigin(path, places.key('pipenv', setting)))]
        : [],
    },
  ]
}
