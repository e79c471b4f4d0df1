import { exactVersion, normalizedPythonName, specifiersOf } from '../../names/python-package.ts'
import { parsePythonVersion } from '../../names/python-version.ts'
import type { PackageEntry, PackageSource } from '../package-set.ts'
import { directSource } from './dependency.ts'
import { tableOf, textOf, textsOf, type Table } from './toml.ts'
import { repository } from './version-control.ts'

/** Addresses of the indexes that the file gives names to. */
export type NamedIndexes = ReadonlyMap<string, string>

/** A requirement that is a key and a range or table, as Poetry and Pipenv write it. */
export function tableRequirement(
  name: string,
  value: unknown,
  line: number,
  indexes: NamedIndexes,
): PackageEntry | undefined {
  const table = tableOf(value)
  if (!table && typeof value !== 'string') return undefined
  const range = textOf(table ? table['version'] : value)?.trim()
  const requirement = range === '*' ? undefined : range
  const version = requirement === undefined ? undefined : exactRange(requirement)
  const marker = textOf(table?.['markers']) ?? textOf(table?.['marker'])
  const extras = textsOf(table?.['extras'])
  return {
    ecosystem: 'pypi',
    name: normalizedPythonName(name),
    ...(version && { version }),
    ...(requirement && { requirement }),
    direct: true,
    scopes: [],
    ...(table?.['optional'] === true && { optional: true }),
    ...(extras.length > 0 && { extras }),
    ...(table?.['editable'] === true || table?.['develop'] === true ? { editable: true } : {}),
    source: sourceOf(table, indexes),
    distributions: [],
    dependencies: [],
    ...(marker && { marker }),
    line,
  }
}

/** A bare version means that very one. */
function exactRange(range: string): string | undefined {
  return parsePythonVersion(range) ? range : exactVersion(specifiersOf(range) ?? '')
}

/** Keys as Poetry, Pipenv and uv have them. */
export function sourceOf(table: Table | undefined, indexes: NamedIndexes): PackageSource {
  if (!table) return { kind: 'registry' }
  const subdirectory = textOf(table['subdirectory'])
  for (const system of ['git', 'hg', 'svn', 'bzr'] as const) {
    const address = textOf(table[system])
    if (address === undefined) continue
    const asked = ['rev', 'ref', 'tag', 'branch'].map((key) => textOf(table[key]))
    return repository(address, {
      requested: asked.find((revision) => revision !== undefined),
      subdirectory,
      ...(system !== 'git' && { system }),
    })
  }
  const editable = table['editable'] === true || table['develop'] === true
  const direct = textOf(table['url']) ?? textOf(table['file']) ?? textOf(table['path'])
  if (direct !== undefined) {
    const source = directSource(direct, editable)
    return source.kind === 'url' && subdirectory ? { ...source, subdirectory } : source
  }
  const name = textOf(table['index']) ?? textOf(table['source'])
  const url = name === undefined ? undefined : indexes.get(name)
  return { kind: 'registry', ...(url && { url }), ...(name && { name }) }
}
