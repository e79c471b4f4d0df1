import { lineRange } from '../../model/location.ts'
import { isPublicIndex } from '../../names/public-index.ts'
import { hostOf } from '../../text/web-address.ts'
import type { PackageEntry, PackageSet } from '../package-set.ts'
import type { PackageChange } from './change.ts'
import { hashChanges } from './hashes.ts'
import { newcomerChanges, type Newcomers } from './newcomer.ts'
import { sourceText } from './source.ts'
import { settingChanges } from './settings.ts'
import { versionChange } from './version.ts'

/** A file that names packages, at one moment. */
export interface PackageFile {
  readonly path: string
  readonly set: PackageSet
}

/** What changed between two states of the files, in the order in which they stand. */
export function comparePackages(
  before: readonly PackageFile[],
  after: readonly PackageFile[],
  newcomers: Newcomers,
): PackageChange[] {
  const paths = [...new Set([...before, ...after].map((f) => f.path))].toSorted()
  const old = new Map(before.map((f) => [f.path, f.set]))
  const now = new Map(after.map((f) => [f.path, f.set]))
  return paths.flatMap((path) => compareSets(old.get(path), now.get(path), path, newcomers))
}

function compareSets(
  before: PackageSet | undefined,
  after: PackageSet | undefined,
  path: string,
  newcomers: Newcomers,
): PackageChange[] {
  const old = Map.groupBy(before?.packages ?? [], thingOf)
  const now = Map.groupBy(after?.packages ?? [], thingOf)
  const changes = settingChanges(before, after, path)
  for (const [thing, entries] of now) {
    const known = old.get(thing)
    if (known) changes.push(...changedPackage(known, entries, path, newcomers))
    else for (const entry of entries) changes.push(...addedPackage(entry, path, newcomers))
  }
  for (const [thing, entries] of old)
    if (!now.has(thing)) for (const entry of entries) changes.push(removedPackage(entry, path))
  return changes
}

function thingOf({ ecosystem, name }: PackageEntry): string {
  return `${ecosystem} ${name}`
}

function addedPackage(entry: PackageEntry, path: string, newcomers: Newcomers): PackageChange[] {
  const what = entry.version ?? entry.requirement ?? ''
  const from = entry.source && entry.source.kind !== 'registry' ? ` from ${sourceText(entry.source)}` : ''
  const added: PackageChange = {
    ...about(entry, path),
    kind: 'added',
    severity: 'info',
    ...(what && { after: what }),
    message: `adds ${entry.name}${what && ` ${what}`}${from}`,
  }
  return [added, ...newcomerChanges(entry, about(entry, path), newcomers)]
}

function removedPackage(entry: PackageEntry, path: string): PackageChange {
  const what = entry.version ?? entry.requirement
  return {
    ...about(entry, path),
    kind: 'removed',
    severity: 'info',
    ...(what !== undefined && { before: what }),
    message: `removes ${entry.name}${what === undefined ? '' : ` ${what}`}`,
  }
}

/** Versions that both sides have are compared with each other; of the rest, the one that came with the one that went. */
function changedPackage(
  before: readonly PackageEntry[],
  after: readonly PackageEntry[],
  path: string,
  newcomers: Newcomers,
): PackageChange[] {
  const changes: PackageChange[] = []
  const come = after.filter((b) => !before.some((a) => a.version === b.version))
  const gone = before.filter((a) => !after.some((b) => a.version === b.version))
  for (const b of after) {
    const a = before.find((entry) => entry.version === b.version)
    if (a) changes.push(...sameVersion(a, b, path))
  }
  for (const [i, b] of come.entries()) {
    const a = gone[i] ?? before[0]!
    changes.push(...versionChange(a, b, about(b, path)), ...sourceChange(a, b, path))
    changes.push(...newcomerChanges(b, about(b, path), { ...newcomers, lookAlike: undefined }))
  }
  for (const a of gone.slice(come.length)) changes.push(removedPackage(a, path))
  return changes
}

function sameVersion(a: PackageEntry, b: PackageEntry, path: string): PackageChange[] {
  const requirement = a.version === undefined ? versionChange(a, b, about(b, path)) : []
  return [...requirement, ...sourceChange(a, b, path), ...hashChanges(a, b, about(b, path))]
}

/** From an index to an address that nobody curates is the worst; another index may be a mirror, and may not. */
function sourceChange(a: PackageEntry, b: PackageEntry, path: string): PackageChange[] {
  if (!a.source || !b.source) return []
  const [before, after] = [sourceText(a.source), sourceText(b.source)]
  if (before === after) return []
  const left = a.source.kind === 'registry' && b.source.kind !== 'registry'
  const sameHost = hostOf(before) !== undefined && hostOf(before) === hostOf(after)
  const publicNow = b.source.kind === 'registry' && isPublicIndex(b.ecosystem, b.source.url ?? '')
  const severity = left ? 'high' : sameHost || publicNow ? 'low' : 'high'
  return [
    {
      ...about(b, path),
      kind: 're-sourced',
      severity,
      before,
      after,
      message: `takes ${b.name} from ${after} instead of ${before}`,
    },
  ]
}

function about(
  { ecosystem, name, line }: PackageEntry,
  path: string,
): Pick<PackageChange, 'ecosystem' | 'name' | 'at'> {
  return { ecosystem, name, at: { path, range: lineRange(line) } }
}
