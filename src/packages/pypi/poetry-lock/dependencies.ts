import { normalizedPythonName, parseRequirement } from '../../../names/python-package.ts'
import type { PackageDependency, PackageEntry } from '../../package-set.ts'
import { entriesOf, tableOf, textOf, textsOf, type Table } from '../toml.ts'

export interface PoetryDependency extends PackageDependency {
  /** Needed only where an extra of the package is asked for. */
  readonly optional: boolean
}

export interface Locked {
  readonly table: Table
  readonly entry: PackageEntry
  readonly dependencies: readonly PoetryDependency[]
}

/** `name = ">=1"`, `name = {version = ">=1", markers = "…"}`, or a list of those. */
export function dependenciesOfPackage(table: Table): readonly PoetryDependency[] {
  return entriesOf(table['dependencies']).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => dependency(normalizedPythonName(name), one)),
  )
}

function dependency(name: string, value: unknown): PoetryDependency {
  const table = tableOf(value)
  const requirement = textOf(table ? table['version'] : value)
  const marker = textOf(table?.['markers'])
  const extras = textsOf(table?.['extras'])
  return {
    name,
    optional: table?.['optional'] === true,
    ...(requirement && requirement !== '*' && { requirement }),
    ...(marker && { marker }),
    ...(extras.length > 0 && { extras }),
  }
}

/**
 * Poetry writes down what every extra of a package would need, and the project's own wishes are in another file.
 * An extra counts as asked for when another package asks for it, or when all that it needs is locked and
 * some of that nobody else needs.
 */
export function activeDependencies(locked: readonly Locked[]): readonly PackageEntry[] {
  const names = new Set(locked.map(({ entry }) => entry.name))
  const asked = new Set<string>()
  const needed = new Set<string>()
  for (const { dependencies } of locked)
    for (const { name, extras, optional } of dependencies) {
      for (const extra of extras ?? []) asked.add(`${name}[${normalizedPythonName(extra)}]`)
      if (!optional) needed.add(name)
    }
  return locked.map(({ table, entry, dependencies }) => {
    if (!dependencies.some(({ optional }) => optional))
      return { ...entry, dependencies: dependencies.map(plain) }
    const active = new Set<string>()
    for (const [extra, list] of entriesOf(table['extras'])) {
      const members = textsOf(list).flatMap((text) => parseRequirement(text) ?? [])
      const complete = members.every(
        ({ normalized, marker }) => marker !== undefined || names.has(normalized),
      )
      const forItself = members.some(({ normalized }) => names.has(normalized) && !needed.has(normalized))
      if (asked.has(`${entry.name}[${normalizedPythonName(extra)}]`) || (complete && forItself))
        for (const { normalized } of members) active.add(normalized)
    }
    const kept = dependencies.filter(({ optional, name }) => !optional || active.has(name))
    return { ...entry, dependencies: kept.map(plain) }
  })
}

function plain(poetry: PoetryDependency): PackageDependency {
  const { optional: _, ...rest } = poetry
  return rest
}
