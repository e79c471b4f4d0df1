import { normalizedPythonName } from '../../../names/python-package.ts'
import { MAIN } from '../scopes.ts'
import { entriesOf, listOf, tableOf, textOf, textsOf, valueAt, type Table } from '../toml.ts'

/** Requirements as texts, with the group that they are of and the key that they stand under. */
export interface TextGroup {
  readonly scope: string
  readonly optional: boolean
  readonly texts: readonly string[]
  readonly key: readonly string[]
}

/** Requirements as keys of a table. */
export interface TableGroup {
  readonly scope: string
  readonly entries: readonly (readonly [string, unknown])[]
  readonly key: readonly string[]
}

const MAX_GROUPS = 200

export function textGroups(root: Table): readonly TextGroup[] {
  const list = (scope: string, optional: boolean, ...key: readonly string[]): TextGroup => ({
    scope,
    optional,
    texts: textsOf(valueAt(root, ...key)),
    key,
  })
  const each = (optional: boolean, ...key: readonly string[]): readonly TextGroup[] =>
    entriesOf(valueAt(root, ...key)).map(([name]) => list(name, optional, ...key, name))
  return [
    list(MAIN, false, 'project', 'dependencies'),
    ...each(true, 'project', 'optional-dependencies'),
    ...dependencyGroups(root),
    ...each(false, 'tool', 'pdm', 'dev-dependencies'),
    list('dev', false, 'tool', 'uv', 'dev-dependencies'),
    list('build', false, 'build-system', 'requires'),
    ...hatchGroups(root),
  ]
}

function hatchGroups(root: Table): readonly TextGroup[] {
  return entriesOf(valueAt(root, 'tool', 'hatch', 'envs')).flatMap(([name]) =>
    ['dependencies', 'extra-dependencies'].map((kind) => {
      const key = ['tool', 'hatch', 'envs', name, kind]
      return {
        scope: name === 'default' ? 'dev' : name,
        optional: false,
        texts: textsOf(valueAt(root, ...key)),
        key,
      }
    }),
  )
}

/** Groups of PEP 735, which may include one another; a requirement is of every group that it comes into. */
function dependencyGroups(root: Table): readonly TextGroup[] {
  const groups = new Map(
    entriesOf(root['dependency-groups'])
      .slice(0, MAX_GROUPS)
      .map(([name, value]) => [
        normalizedPythonName(name),
        {
          name,
          texts: textsOf(value),
          includes: listOf(value).flatMap((item) => textOf(tableOf(item)?.['include-group']) ?? []),
        },
      ]),
  )
  return [...groups].flatMap(([start, { name: scope }]) => {
    // Each group once, however many ways lead to it: they may double with every step.
    const reached = new Set([start])
    for (const name of reached)
      for (const other of groups.get(name)?.includes ?? []) {
        const included = normalizedPythonName(other)
        if (groups.has(included)) reached.add(included)
      }
    return [...reached].map((name) => {
      const { name: written, texts } = groups.get(name)!
      return { scope, optional: false, texts, key: ['dependency-groups', written] }
    })
  })
}

export function poetryGroups(root: Table): readonly TableGroup[] {
  const poetry = valueAt(root, 'tool', 'poetry')
  const group = (scope: string, ...key: readonly string[]): TableGroup => ({
    scope,
    entries: entriesOf(valueAt(poetry, ...key)),
    key: ['tool', 'poetry', ...key],
  })
  return [
    group(MAIN, 'dependencies'),
    group('dev', 'dev-dependencies'),
    ...entriesOf(valueAt(poetry, 'group')).map(([name]) => group(name, 'group', name, 'dependencies')),
  ]
}
