import type { Coverage, NamedVersion } from '../advisories/coverage.ts'
import { ADVISORY_ECOSYSTEMS, type AdvisoryEcosystem } from '../advisories/version-key.ts'
import type { Severity } from '../model/severity.ts'
import { normalizedPythonName } from '../names/python-package.ts'
import { shortened, visible } from '../text/visible.ts'
import { coverageOf } from './coverage-of.ts'
import { listIn, recordOf, textIn, valueIn, type JsonRecord } from './json-value.ts'
import { isMalicious } from './malicious.ts'
import { ratingOf } from './rating.ts'

const MAX_ID = 100
const MAX_NAME = 250
const MAX_ALIASES = 1000
const SUMMARY = 160

interface OsvAffected {
  readonly ecosystem: AdvisoryEcosystem
  /** In the normal form of the ecosystem. */
  readonly name: string
  readonly coverage: Coverage
}

export interface OsvRecord {
  readonly id: string
  /** As written; absent when the record does not say. */
  readonly modified?: string
  readonly withdrawn: boolean
  readonly aliases: readonly string[]
  readonly malicious: boolean
  readonly severity?: Severity
  readonly summary: string
  /** In ecosystems that are read here; each package once. */
  readonly affected: readonly OsvAffected[]
  /** Whether it speaks of packages whose name or ecosystem cannot be told. */
  readonly incomplete: boolean
}

/** Undefined when the value is no record of the Open Source Vulnerability schema. */
export function readOsvRecord(value: unknown): OsvRecord | undefined {
  const record = recordOf(value)
  const id = textIn(record, 'id')
  if (!record || id === undefined || !isId(id)) return undefined
  const modified = textIn(record, 'modified')
  const withdrawn = valueIn(record, 'withdrawn')
  const aliases = listIn(record, 'aliases')
    .filter((alias): alias is string => typeof alias === 'string' && isId(alias) && alias !== id)
    .slice(0, MAX_ALIASES)
  const entries = listIn(record, 'affected')
  const affected = new Map<string, OsvAffected>()
  let incomplete = entries.length === 0 && withdrawn === undefined
  for (const entry of entries) {
    const found = packageOf(entry)
    if (found === 'unreadable') incomplete = true
    else if (found !== 'elsewhere') add(affected, found, entry)
  }
  const severity = ratingOf(record)
  return {
    id,
    ...(modified !== undefined && !Number.isNaN(Date.parse(modified)) && { modified }),
    withdrawn: withdrawn !== undefined && withdrawn !== null,
    aliases,
    malicious: isMalicious(id, aliases, record),
    ...(severity && { severity }),
    summary: summaryOf(record),
    affected: [...affected.values()],
    incomplete,
  }
}

function isId(text: string): boolean {
  return text.length <= MAX_ID && /^[A-Za-z0-9][\w.:-]*$/.test(text)
}

function packageOf(entry: unknown): Omit<OsvAffected, 'coverage'> | 'elsewhere' | 'unreadable' {
  const about = valueIn(entry, 'package')
  const name = textIn(about, 'name')
  const stated = textIn(about, 'ecosystem')
  // Records on source code alone name no package.
  if (about === undefined && listIn(entry, 'ranges').length > 0) return 'elsewhere'
  if (name === undefined || stated === undefined || name === '' || name.length > MAX_NAME) return 'unreadable'
  const [family] = stated.split(':', 1)
  const ecosystem = ADVISORY_ECOSYSTEMS.find((known) => known === family)
  if (!ecosystem) return 'elsewhere'
  return { ecosystem, name: ecosystem === 'PyPI' ? normalizedPythonName(name) : name }
}

/** A record may speak of one package several times. */
function add(
  affected: Map<string, OsvAffected>,
  { ecosystem, name }: Omit<OsvAffected, 'coverage'>,
  entry: unknown,
): void {
  const key = `${ecosystem}/${name}`
  const coverage = coverageOf(ecosystem, entry)
  const before = affected.get(key)?.coverage
  const joined = before && {
    intervals: [...before.intervals, ...coverage.intervals],
    versions: distinct([...before.versions, ...coverage.versions]),
    unreadable: [...before.unreadable, ...coverage.unreadable],
    fixed: distinct([...before.fixed, ...coverage.fixed]),
  }
  affected.set(key, { ecosystem, name, coverage: joined ?? coverage })
}

function distinct(versions: readonly NamedVersion[]): readonly NamedVersion[] {
  return [...new Map(versions.map((version) => [version.text, version])).values()]
}

function summaryOf(record: JsonRecord): string {
  const stated = textIn(record, 'summary')?.trim() || firstSentence(textIn(record, 'details') ?? '')
  return shortened(visible(stated.slice(0, 4 * SUMMARY).replaceAll(/\s+/g, ' ')).trim(), SUMMARY)
}

function firstSentence(details: string): string {
  const text = details.slice(0, 4 * SUMMARY).trim()
  return /^[^]{20,}?[.!](?=\s|$)/.exec(text)?.[0] ?? text
}
