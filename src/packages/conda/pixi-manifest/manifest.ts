import { withoutCredentials } from '../../../text/web-address.ts'
import type { PackageEntry, PackageIndex, PackageSet, PackageStatement } from '../../package-set.ts'
import { tableRequirement } from '../../pypi/table-requirement.ts'
import { tomlPlaces, type Places } from '../../pypi/toml-places.ts'
import {
  entriesOf,
  listOf,
  tableOf,
  textOf,
  textsOf,
  valueAt,
  type Table,
  type TomlFile,
} from '../../pypi/toml.ts'
import type { Skipped } from '../../skipped.ts'
import { channelIndexes } from '../channel.ts'
import type { PixiManifestFacts } from './facts.ts'
import { condaRequirement } from './requirement.ts'

/** Tables of requirements, by what needs them. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  dependencies: [],
  'host-dependencies': [],
  'run-dependencies': [],
  'build-dependencies': ['build'],
  'pypi-dependencies': [],
  dev: ['dev'],
}

interface Reading {
  readonly packages: PackageEntry[]
  readonly indexes: PackageIndex[]
  readonly skipped: Skipped[]
  readonly places: Places
}

export function readPixiManifest({ text, root }: TomlFile): {
  readonly facts: PixiManifestFacts
  readonly skipped: readonly Skipped[]
} {
  const reading: Reading = { packages: [], indexes: [], skipped: [], places: tomlPlaces(text) }
  const head = tableOf(root['workspace']) ? 'workspace' : tableOf(root['project']) ? 'project' : 'package'
  readChannels(valueAt(root, head, 'channels'), [head, 'channels'], reading)
  readTables(root, [], [], undefined, reading)
  readTables(tableOf(root['package']), ['package'], [], undefined, reading)
  const backend = tableOf(valueAt(root, 'package', 'build', 'backend'))
  const backendName = textOf(backend?.['name'])
  if (backendName !== undefined)
    add(
      condaRequirement(backendName, backend, reading.places.key('package', 'build', 'backend')),
      ['build'],
      undefined,
      reading,
    )
  for (const [feature, value] of entriesOf(root['feature'])) {
    const table = tableOf(value)
    readTables(table, ['feature', feature], [feature], undefined, reading)
    readChannels(table?.['channels'], ['feature', feature, 'channels'], reading)
  }
  const { packages, indexes, skipped, places } = reading
  const set: PackageSet = {
    kind: 'manifest',
    title: 'pixi.toml',
    complete: false,
    projects: [],
    packages,
    indexes: indexes.filter((index, i) => indexes.findIndex((other) => other.url === index.url) === i),
    options: [],
    includes: [],
  }
  const project = projectOf(tableOf(root[head]), places.key(head, 'name'))
  return { facts: { set, ...(project && { project }) }, skipped }
}

/** The tables of requirements of a part of the file, and those of its platforms. */
function readTables(
  part: Table | undefined,
  path: readonly string[],
  scopes: readonly string[],
  platform: string | undefined,
  reading: Reading,
): void {
  if (!part) return
  for (const [key, own] of Object.entries(TABLES))
    for (const [name, value] of entriesOf(part[key])) {
      const line = reading.places.key(...path, key, name)
      const entry =
        key === 'pypi-dependencies'
          ? tableRequirement(name, value, line, new Map())
          : condaRequirement(name, value, line)
      if (entry) add(entry, [...scopes, ...own], platform, reading)
      else reading.skipped.push({ line, detail: 'a requirement without a usable name and range' })
    }
  const options = tableOf(part['pypi-options'])
  if (options) readPythonIndexes(options, [...path, 'pypi-options'], reading)
  if (platform !== undefined) return
  for (const [name, target] of entriesOf(part['target']))
    readTables(tableOf(target), [...path, 'target', name], scopes, name, reading)
}

function add(
  entry: PackageEntry | undefined,
  scopes: readonly string[],
  platform: string | undefined,
  { packages }: Reading,
): void {
  if (entry) packages.push({ ...entry, scopes, ...(platform !== undefined && { marker: platform }) })
}

function readChannels(value: unknown, path: readonly string[], { indexes, places }: Reading): void {
  const channels = listOf(value).flatMap((item) => {
    const address = textOf(item) ?? textOf(tableOf(item)?.['channel'])
    return address === undefined ? [] : [{ address, line: places.text(address, ...path) }]
  })
  indexes.push(...channelIndexes(channels))
}

function readPythonIndexes(options: Table, path: readonly string[], { indexes, places }: Reading): void {
  const note = (role: PackageIndex['role'], address: string, key: string): void => {
    const url = withoutCredentials(address)
    indexes.push({ role, url, credentials: url !== address, line: places.text(address, ...path, key) })
  }
  const primary = textOf(options['index-url'])
  if (primary !== undefined) note('primary', primary, 'index-url')
  for (const address of textsOf(options['extra-index-urls'])) note('extra', address, 'extra-index-urls')
  for (const item of listOf(options['find-links'])) {
    const address = textOf(tableOf(item)?.['url']) ?? textOf(tableOf(item)?.['path'])
    if (address !== undefined) note('find-links', address, 'find-links')
  }
}

function projectOf(head: Table | undefined, line: number): PixiManifestFacts['project'] {
  const name = textOf(head?.['name'])
  if (!head || name === undefined) return undefined
  const version = textOf(head['version'])
  const stated: PackageStatement[] = []
  for (const [key, as] of [
    ['description', 'description'],
    ['license', 'license'],
    ['repository', 'source-url'],
  ] as const) {
    const value = textOf(head[key])
    if (value !== undefined) stated.push({ name: as, value: withoutCredentials(value) })
  }
  for (const author of textsOf(head['authors'])) {
    const person = author.replace(/\s*<[^>]*>/g, '').trim()
    if (person !== '') stated.push({ name: 'author', value: person })
  }
  return { name, ...(version && { version }), line, stated }
}
