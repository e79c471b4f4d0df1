import { dirname, join, relative } from 'node:path'
import { ReadError } from '../../model/read-error.ts'
import type { PackageSet } from '../package-set.ts'
import { isRequirementsName } from '../pypi/pip-requirements/file-name.ts'
import { readRequirements } from '../pypi/pip-requirements/read.ts'
import {
  builtIn,
  byName,
  indexAt,
  settingOf,
  withTrusted,
  type IndexInForce,
  type SettingInForce,
  type ToolIndexes,
} from './in-force.ts'
import { pipConfig, type PipConfig, type PipValue } from './pip-config.ts'
import { fileOrigin, type Surroundings } from './surroundings.ts'

const TOLD: readonly string[] = [
  'no-index',
  'pre',
  'require-hashes',
  'no-require-hashes',
  'only-binary',
  'no-binary',
  'trusted-host',
  'uploaded-prior-to',
  'keyring-provider',
  'proxy',
  'constraint',
]
const MAX_FILES = 100

/** What pip asks by its configuration, and for each requirements file that says something else. */
export function pipIndexes(around: Surroundings): readonly ToolIndexes[] {
  const config = pipConfig(around)
  const included = new Set<string>()
  const said = requirementFiles(around).flatMap((path) => {
    const seen = new Set<string>()
    const own = saidBy(path, around, seen)
    // Of files that include each other the first stands for all.
    if (!included.has(path)) for (const inner of seen) if (inner !== path) included.add(inner)
    return own.indexes.length + own.settings.length === 0 ? [] : [{ path, own }]
  })
  const files = said
    .filter(({ path }) => !included.has(path))
    .map(({ path, own }) => ofFile(path, own, config, around))
  return [toolOf(indexesOf(config), settingsOf(config), config.get('trusted-host') ?? []), ...files]
}

function toolOf(
  indexes: readonly IndexInForce[],
  settings: readonly SettingInForce[],
  trusted: readonly PipValue[],
): ToolIndexes {
  return { tool: 'pip', indexes: withTrusted(indexes, trusted), choice: 'best', settings: byName(settings) }
}

function indexesOf(config: PipConfig): readonly IndexInForce[] {
  const listed = (name: string, role: IndexInForce['role']): readonly IndexInForce[] =>
    (config.get(name) ?? []).map(({ text, origin }) => indexAt(role, text, origin))
  const links = listed('find-links', 'find-links')
  if (isOn(config.get('no-index'))) return links
  const [primary = builtIn()] = listed('index-url', 'primary').slice(-1)
  return [primary, ...listed('extra-index-url', 'extra'), ...links]
}

function isOn(values: readonly PipValue[] | undefined): boolean {
  return /^(?:1|true|yes|on|y|t)$/i.test(values?.at(-1)?.text ?? '')
}

function settingsOf(config: PipConfig): readonly SettingInForce[] {
  return TOLD.flatMap((name) => {
    const values = config.get(name)
    return values?.[0] ? [settingOf(name, values.map(({ text }) => text).join(' '), values[0].origin)] : []
  })
}

function ofFile(path: string, said: Said, config: PipConfig, { project }: Surroundings): ToolIndexes {
  const before = indexesOf(config)
  const primary = said.indexes.findLast(({ role }) => role === 'primary')
  const kept = primary ? before.filter(({ role }) => role !== 'primary') : before
  const all = [
    ...(primary ? [primary] : []),
    ...kept,
    ...said.indexes.filter(({ role }) => role !== 'primary'),
  ]
  const indexes = said.settings.some(({ name }) => name === 'no-index')
    ? all.filter(({ role }) => role === 'find-links')
    : all
  const trusted = said.settings
    .filter(({ name }) => name === 'trusted-host')
    .map(({ value, origin }) => ({ text: value, origin }))
  const settings = [
    ...said.settings,
    ...settingsOf(config).filter(({ name }) => !said.settings.some((own) => own.name === name)),
  ]
  return {
    ...toolOf(indexes, settings, [...trusted, ...(config.get('trusted-host') ?? [])]),
    of: relative(project, path),
  }
}

interface Said {
  readonly indexes: readonly IndexInForce[]
  readonly settings: readonly SettingInForce[]
}

/** Options hold for the whole installation, whichever of the included files gives them. */
function saidBy(path: string, around: Surroundings, seen: Set<string>): Said {
  const indexes: IndexInForce[] = []
  const settings: SettingInForce[] = []
  if (seen.has(path) || seen.size >= MAX_FILES) return { indexes, settings }
  seen.add(path)
  for (const set of requirementSets(path, around)) {
    for (const { role, url, credentials, line } of set.indexes)
      if (role !== 'used') indexes.push({ role, url, credentials, origin: fileOrigin(path, line) })
    for (const { name, value, line } of set.options) {
      const option = name.replace(/^--/, '')
      if (TOLD.includes(option)) settings.push(settingOf(option, value ?? 'true', fileOrigin(path, line)))
    }
    for (const { as, path: included } of set.includes) {
      if (as === 'project' || included.includes('://')) continue
      const inner = saidBy(join(dirname(path), included), around, seen)
      indexes.push(...inner.indexes)
      settings.push(...inner.settings)
    }
  }
  return { indexes, settings }
}

function requirementSets(path: string, around: Surroundings): readonly PackageSet[] {
  const text = around.read(path)
  if (text === undefined) return []
  try {
    return [...readRequirements(text, path, () => {})].flatMap((seen) => {
      if (seen.kind === 'facts') return [seen.facts]
      around.broken(path, `line ${seen.gap.at.range?.start ?? 1}: ${seen.gap.detail}`)
      return []
    })
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    around.broken(path, error.message)
    return []
  }
}

function requirementFiles(around: Surroundings): readonly string[] {
  const { project } = around
  const own = around
    .list(project)
    .filter((name) => isRequirementsName({ path: name, name: name.toLowerCase() }))
  const inner = around
    .list(join(project, 'requirements'))
    .filter((name) => /\.(?:txt|in)$/i.test(name))
    .map((name) => join('requirements', name))
  return [...own, ...inner]
    .toSorted()
    .slice(0, MAX_FILES)
    .map((name) => join(project, name))
}
