import { statesCredentials, withoutCredentials } from '../../../text/web-address.ts'
import type { PackageIndex, PackageOption } from '../../package-set.ts'
import type { NamedIndexes } from '../table-requirement.ts'
import type { Places } from '../toml-places.ts'
import { entriesOf, tablesOf, textOf, textsOf, valueAt, type Table } from '../toml.ts'

const MAX_INDEXES = 100

/** Indexes as uv, Poetry and PDM declare them, in their order. */
export function projectIndexes(root: Table, places: Places): readonly PackageIndex[] {
  const uv = valueAt(root, 'tool', 'uv')
  const pip = valueAt(uv, 'pip')
  const line = places.key('tool', 'uv')
  const found = [
    ...tablesOf(valueAt(uv, 'index')).map((table) => indexOf(table, uvRole(table), places)),
    ...[uv, pip].flatMap((settings) => [
      plainIndex(textOf(valueAt(settings, 'index-url')), 'primary', line),
      ...textsOf(valueAt(settings, 'extra-index-url')).map((url) => plainIndex(url, 'extra', line)),
      ...textsOf(valueAt(settings, 'find-links')).map((url) => plainIndex(url, 'find-links', line)),
    ]),
    ...tablesOf(valueAt(root, 'tool', 'poetry', 'source')).map((table) =>
      indexOf(table, poetryRole(table), places),
    ),
    ...tablesOf(valueAt(root, 'tool', 'pdm', 'source')).map((table) =>
      indexOf(table, pdmRole(table), places),
    ),
  ]
  return found.filter((index) => index !== undefined).slice(0, MAX_INDEXES)
}

export function namedIndexes(indexes: readonly PackageIndex[]): NamedIndexes {
  return new Map(indexes.flatMap(({ name, url }) => (name === undefined ? [] : [[name, url] as const])))
}

/** Settings that change what an installer takes. */
export function uvOptions(root: Table, places: Places): readonly PackageOption[] {
  const names = [
    'index-strategy',
    'no-index',
    'prerelease',
    'exclude-newer',
    'allow-insecure-host',
    'resolution',
  ]
  const settings = ['tool', 'uv']
  return names.flatMap((name) => {
    const value = valueAt(root, ...settings, name)
    const shown = Array.isArray(value)
      ? textsOf(value).join(', ')
      : typeof value === 'boolean'
        ? String(value)
        : textOf(value)
    return shown === undefined
      ? []
      : [{ name, value: shown.slice(0, 500), line: places.key(...settings, name) }]
  })
}

function indexOf(table: Table, role: PackageIndex['role'], places: Places): PackageIndex | undefined {
  const url = textOf(table['url'])
  if (url === undefined) return undefined
  const name = textOf(table['name'])
  return {
    role,
    url: withoutCredentials(url),
    ...(name && { name }),
    credentials: statesCredentials(url),
    ...(table['verify_ssl'] === false && { insecure: true }),
    line: places.text(url),
  }
}

function plainIndex(
  url: string | undefined,
  role: PackageIndex['role'],
  line: number,
): PackageIndex | undefined {
  return url === undefined
    ? undefined
    : { role, url: withoutCredentials(url), credentials: statesCredentials(url), line }
}

function uvRole(table: Table): PackageIndex['role'] {
  if (table['explicit'] === true) return 'explicit'
  if (table['format'] === 'flat') return 'find-links'
  return table['default'] === true ? 'primary' : 'extra'
}

function poetryRole(table: Table): PackageIndex['role'] {
  const priority = textOf(table['priority'])
  if (priority === 'explicit') return 'explicit'
  const first = priority === undefined ? table['secondary'] !== true : /^(?:primary|default)$/.test(priority)
  return first ? 'primary' : 'extra'
}

/** A source that is called like the public index stands in its place. */
function pdmRole(table: Table): PackageIndex['role'] {
  if (table['type'] === 'find_links') return 'find-links'
  return table['name'] === 'pypi' ? 'primary' : 'extra'
}

/** Names that uv is told to take from elsewhere, with the tables that say where. */
export function uvSources(root: Table): ReadonlyMap<string, readonly Table[]> {
  return new Map(
    entriesOf(valueAt(root, 'tool', 'uv', 'sources')).map(([name, value]) => [
      name,
      tablesOf(Array.isArray(value) ? value : [value]),
    ]),
  )
}
