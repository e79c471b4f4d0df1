import type { Discoverer } from '../../../model/discoverer.ts'
import { overLimit } from '../../../model/read-error.ts'
import { isPythonName } from '../../../names/python-package.ts'
import { statesCredentials, withoutCredentials } from '../../../text/web-address.ts'
import type { PackageEntry, PackageIndex, PackageSet } from '../../package-set.ts'
import { gapsOf, type Skipped } from '../../skipped.ts'
import { EMPTY_LOCK, titleOf } from '../lock-file.ts'
import { pythonSightings } from '../sightings.ts'
import { tableRequirement } from '../table-requirement.ts'
import { tomlPlaces, type Places } from '../toml-places.ts'
import { entriesOf, readToml, tableOf, tablesOf, textOf, type Table } from '../toml.ts'
import { packageRules } from '../../rules.ts'

/** Tables of a Pipfile that hold no packages. */
const OTHER_TABLES: ReadonlySet<string> = new Set(['source', 'requires', 'pipenv', 'scripts', 'pipfile'])
const MAX_ENTRIES = 20_000

export const pipfile: Discoverer<PackageSet> = {
  id: 'pipfile',
  title: 'Pipfile',
  claims: ({ name, text }) => name === 'pipfile' && text !== undefined,
  *read({ path, bytes }, ctx) {
    const { text, root } = readToml(bytes, ctx)
    const places = tomlPlaces(text)
    const indexes = indexesOf(root, places)
    const named = new Map(
      indexes.flatMap(({ name, url }) => (name === undefined ? [] : [[name, url] as const])),
    )
    const packages: PackageEntry[] = []
    const skipped: Skipped[] = []
    for (const [category, table] of entriesOf(root)) {
      if (OTHER_TABLES.has(category) || !tableOf(table)) continue
      const scope = category === 'dev-packages' ? 'dev' : category
      for (const [name, value] of entriesOf(table)) {
        const line = places.key(category, name)
        const entry = isPythonName(name) ? tableRequirement(name, value, line, named) : undefined
        if (packages.length >= MAX_ENTRIES)
          throw overLimit(`more than ${MAX_ENTRIES} requirements in one file`)
        if (entry) packages.push({ ...entry, scopes: category === 'packages' ? [] : [scope] })
        else skipped.push({ line, detail: `a requirement that cannot be read: ${name.slice(0, 80)}` })
      }
    }
    yield* gapsOf(path, skipped)
    const set: PackageSet = { ...EMPTY_LOCK, kind: 'manifest', title: titleOf(path), packages, indexes }
    yield { kind: 'facts', facts: set }
  },
  sightings: pythonSightings,
  rules: packageRules,
}

function indexesOf(root: Table, places: Places): readonly PackageIndex[] {
  return tablesOf(root['source'])
    .slice(0, 100)
    .flatMap((table, place) => {
      const url = textOf(table['url'])
      if (url === undefined) return []
      const name = textOf(table['name'])
      const index: PackageIndex = {
        role: place === 0 ? 'primary' : 'extra',
        url: withoutCredentials(url),
        ...(name && { name }),
        credentials: statesCredentials(url),
        ...(table['verify_ssl'] === false && { insecure: true }),
        line: places.text(url),
      }
      return [index]
    })
}
