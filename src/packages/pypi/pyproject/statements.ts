import { withoutCredentialsWithin } from '../../../text/web-address.ts'
import type { PackageStatement } from '../../package-set.ts'
import { classifierLicenses, isLicenseName, personName, projectPages } from '../project-links.ts'
import type { Places } from '../toml-places.ts'
import { entriesOf, listOf, tableOf, textOf, textsOf, valueAt, type Table } from '../toml.ts'

const MAX_AUTHORS = 100

/** What a project says of itself: by the standard, else to Poetry. */
export function projectStatements(root: Table, places: Places): readonly PackageStatement[] {
  const standard = tableOf(root['project'])
  const poetry = tableOf(valueAt(root, 'tool', 'poetry'))
  const own = standard ? statements(standard, ['project'], places) : []
  const older = poetry ? statements(poetry, ['tool', 'poetry'], places) : []
  const known = new Set(own.map((s) => s.name))
  return [...own, ...older.filter((s) => !known.has(s.name))]
}

function statements(table: Table, path: readonly string[], places: Places): PackageStatement[] {
  const found: PackageStatement[] = []
  const description = textOf(table['description'])
  if (description !== undefined)
    found.push({
      name: 'description',
      value: withoutCredentialsWithin(description),
      line: places.key(...path, 'description'),
    })
  const license = licenses(table)
  for (const value of license.values)
    found.push({ name: 'license', value, line: places.key(...path, license.key) })
  for (const value of listOf(table['authors'])
    .slice(0, MAX_AUTHORS)
    .flatMap((a) => author(a) ?? []))
    found.push({ name: 'author', value, line: places.key(...path, 'authors') })
  for (const [value, key] of pages(table))
    found.push({ name: 'source-url', value, line: places.key(...path, key) })
  return found
}

function licenses(table: Table): { readonly key: string; readonly values: readonly string[] } {
  const written = textOf(table['license']) ?? textOf(valueAt(table, 'license', 'text'))
  const name = written?.trim()
  return name && isLicenseName(name)
    ? { key: 'license', values: [name] }
    : { key: 'classifiers', values: classifierLicenses(textsOf(table['classifiers'])) }
}

/** A table by the standard, a text in the tables of Poetry. */
function author(value: unknown): string | undefined {
  return textOf(valueAt(value, 'name')) ?? textOf(valueAt(value, 'email')) ?? personName(textOf(value) ?? '')
}

function pages(table: Table): (readonly [address: string, key: string])[] {
  const listed = entriesOf(table['urls']).flatMap(([label, value]) => {
    const address = textOf(value)
    return address === undefined ? [] : [[label, address] as const]
  })
  const own = (['repository', 'homepage'] as const).flatMap((key) => {
    const address = textOf(table[key])
    return address === undefined ? [] : [[key, address] as const]
  })
  const direct = new Set(projectPages(own))
  return projectPages([...own, ...listed]).map((address) => [
    address,
    direct.has(address) ? (own.find(([, a]) => a === address)?.[0] ?? 'urls') : 'urls',
  ])
}
