import type { Discoverer } from '../../../model/discoverer.ts'
import { MiB } from '../../../model/context.ts'
import type { PackageEntry, PackageInclude, PackageSet } from '../../package-set.ts'
import { gapsOf, type Skipped } from '../../skipped.ts'
import { EMPTY_LOCK, titleOf } from '../lock-file.ts'
import { pipRequirement } from '../pip-requirements/requirement.ts'
import { MAIN } from '../scopes.ts'
import { pythonSightings } from '../sightings.ts'
import { readText } from '../toml.ts'
import { iniValues, type IniValue } from './ini.ts'
import { projectOf } from './project.ts'
import { packageRules } from '../../rules.ts'

const MAX_SIZE = MiB
const SCOPES: ReadonlyMap<string, string> = new Map([
  ['install_requires', MAIN],
  ['setup_requires', 'build'],
  ['tests_require', 'test'],
])

export const setupCfg: Discoverer<PackageSet> = {
  id: 'setup-cfg',
  title: 'Python project (setup.cfg)',
  claims: ({ name, text }) => name === 'setup.cfg' && text !== undefined,
  *read({ path, bytes }, ctx) {
    const values = iniValues(readText(bytes, ctx, MAX_SIZE))
    const packages: PackageEntry[] = []
    const includes: PackageInclude[] = []
    const skipped: Skipped[] = []
    for (const value of values) {
      const scope = scopeOf(value)
      if (scope === undefined) continue
      for (const { text, line } of value.lines) {
        const file = /^file:\s*(.+)$/.exec(text)?.[1]
        if (file !== undefined) {
          for (const one of file.split(',')) includes.push({ as: 'requirements', path: one.trim(), line })
          continue
        }
        const requirement = text.replace(/\s#.*$/, '')
        const found = pipRequirement(requirement, { line, lineEnd: line, hashes: [], editable: false })
        if (found?.kind === 'package')
          packages.push({ ...found.entry, direct: true, scopes: scope === MAIN ? [] : [scope] })
        else
          skipped.push({
            line,
            detail: `a requirement that names no package in ${value.section.slice(0, 80)}`,
          })
      }
    }
    yield* gapsOf(path, skipped)
    const projects = projectOf(values)
    if (packages.length === 0 && includes.length === 0 && projects.length === 0) return
    const set: PackageSet = {
      ...EMPTY_LOCK,
      kind: 'manifest',
      title: titleOf(path),
      projects,
      packages,
      includes,
    }
    yield { kind: 'facts', facts: set }
  },
  sightings: pythonSightings,
  rules: packageRules,
}

/** Group of the requirements that a value holds; undefined for other values. */
function scopeOf({ section, key }: IniValue): string | undefined {
  if (section === 'options.extras_require') return key
  if (section !== 'options') return undefined
  return SCOPES.get(key)
}
