import type { Advisory } from '../advisories/advisory.ts'
import type { Coverage } from '../advisories/coverage.ts'
import type { IndexSource } from '../advisories/layout.ts'
import type { AdvisoryEcosystem } from '../advisories/version-key.ts'
import { encodeIndex, type IndexedPackage } from '../advisories/write-index.ts'
import { ReadError } from '../model/read-error.ts'
import type { Severity } from '../model/severity.ts'
import { severityRank } from '../model/severity.ts'
import type { Dump } from './dump.ts'
import { flawGroups, type Flaws } from './flaws.ts'
import { readOsvRecord, type OsvRecord } from './osv-record.ts'

export interface BuiltIndex {
  readonly bytes: Buffer
  readonly records: number
  readonly withdrawn: number
  readonly packages: number
  /** Documents that are no record, and records that leave open which package they are about. */
  readonly unreadable: readonly { readonly name: string; readonly detail: string }[]
}

interface Collected {
  readonly records: Map<string, OsvRecord>
  readonly unreadable: { readonly name: string; readonly detail: string }[]
  readonly sources: IndexSource[]
}

/** One index of all dumps. The same dumps give the same bytes, but for the time. */
export function buildIndex(dumps: readonly Dump[], now: Date, checkpoint: () => void): BuiltIndex {
  const collected: Collected = { records: new Map(), unreadable: [], sources: [] }
  for (const dump of dumps) collect(dump, collected, checkpoint)
  const all = [...collected.records.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const valid = all.filter(({ withdrawn }) => !withdrawn)
  const useful = valid.filter(({ affected }) => affected.length > 0)
  const packages = packagesOf(useful)
  const newest = newestOf(all, now)
  const information = {
    built: now.toISOString(),
    records: useful.length,
    withdrawn: all.length - valid.length,
    unreadable: collected.unreadable.length,
    elsewhere: valid.length - useful.length,
    ...(newest !== undefined && { newest }),
    ecosystems: countsOf(packages),
    sources: collected.sources.toSorted((a, b) => (a.digest + a.name < b.digest + b.name ? -1 : 1)),
  }
  return {
    bytes: encodeIndex(information, packages),
    records: useful.length,
    withdrawn: information.withdrawn,
    packages: packages.length,
    unreadable: collected.unreadable,
  }
}

function collect(dump: Dump, { records, unreadable, sources }: Collected, checkpoint: () => void): void {
  let count = 0
  for (const document of dump.documents()) {
    checkpoint()
    const record = parsed(document.name, () => document.text(), unreadable)
    if (!record) continue
    count++
    if (record.incomplete)
      unreadable.push({ name: document.name, detail: 'does not say which package it is about' })
    const before = records.get(record.id)
    if (!before || isNewer(record, before)) records.set(record.id, record)
  }
  sources.push({ name: dump.name, digest: dump.digest, records: count })
}

function parsed(
  name: string,
  text: () => string,
  unreadable: Collected['unreadable'],
): OsvRecord | undefined {
  try {
    const record = readOsvRecord(JSON.parse(text()))
    if (!record) unreadable.push({ name, detail: 'is no advisory record' })
    return record
  } catch (error) {
    if (!(error instanceof ReadError || error instanceof SyntaxError)) throw error
    unreadable.push({ name, detail: error instanceof ReadError ? error.message : 'is no JSON' })
    return undefined
  }
}

/** Sources may hold one record in several states. Of equally old ones the order of sources must not decide. */
function isNewer(a: OsvRecord, b: OsvRecord): boolean {
  const difference = Date.parse(a.modified ?? '') - Date.parse(b.modified ?? '')
  if (difference !== 0 && !Number.isNaN(difference)) return difference > 0
  return JSON.stringify(a) > JSON.stringify(b)
}

function advisoriesOf(records: readonly OsvRecord[]): readonly Advisory[] {
  const flaws: Flaws = flawGroups()
  for (const { id, aliases } of records) flaws.join([id, ...aliases])
  const groups = new Map<string, { ids: Set<string>; number: number; severity?: Severity }>()
  for (const { id, aliases, severity } of records) {
    const key = flaws.representative(id)
    const group = groups.get(key) ?? { ids: new Set<string>(), number: groups.size }
    for (const name of [id, ...aliases]) group.ids.add(name)
    const worst = [group.severity, severity]
      .filter((s) => s !== undefined)
      .toSorted((a, b) => severityRank(b) - severityRank(a))[0]
    groups.set(key, { ...group, ...(worst && { severity: worst }) })
  }
  return records.map(({ id, malicious, summary }) => {
    const { ids, number, severity } = groups.get(flaws.representative(id))!
    const aliases = [...ids].filter((other) => other !== id).toSorted()
    return { id, flaw: number, aliases, malicious, ...(severity && { severity }), summary }
  })
}

function packagesOf(records: readonly OsvRecord[]): readonly IndexedPackage[] {
  const packages = new Map<
    string,
    {
      readonly ecosystem: AdvisoryEcosystem
      readonly name: string
      readonly entries: { advisory: Advisory; coverage: Coverage }[]
    }
  >()
  const advisories = advisoriesOf(records)
  for (const [place, { affected }] of records.entries())
    for (const { ecosystem, name, coverage } of affected) {
      const key = `${ecosystem}/${name}`
      const found = packages.get(key) ?? { ecosystem, name, entries: [] }
      found.entries.push({ advisory: advisories[place]!, coverage })
      packages.set(key, found)
    }
  return [...packages.values()]
}

function countsOf(packages: readonly IndexedPackage[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { ecosystem } of packages) counts.set(ecosystem, (counts.get(ecosystem) ?? 0) + 1)
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Some records carry a date of the future, which would hide how old the rest is. */
function newestOf(records: readonly OsvRecord[], now: Date): string | undefined {
  const times = records
    .map(({ modified }) => Date.parse(modified ?? ''))
    .filter((time) => time <= now.getTime())
  return times.length === 0 ? undefined : new Date(times.reduce((a, b) => Math.max(a, b))).toISOString()
}
