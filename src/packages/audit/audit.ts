import type { AdvisoryEntry } from '../../advisories/advisory.ts'
import { coversEvery } from '../../advisories/coverage.ts'
import type { AdvisoryIndex, AdvisoryMatch, KnownPackage } from '../../advisories/read-index.ts'
import { versionKeys, type AdvisoryEcosystem } from '../../advisories/version-key.ts'
import type { Gap } from '../../model/finding.ts'
import { lineRange } from '../../model/location.ts'
import { ReadError } from '../../model/read-error.ts'
import type { Ecosystem } from '../../names/public-index.ts'
import type { PackageEntry, PackageSet } from '../package-set.ts'
import { pythonNameOf } from './conda-names.ts'
import { findingsOf } from './findings.ts'
import type { AuditFinding, NotAudited, NotAuditedReason } from './report.ts'

export interface AuditedFile {
  readonly path: string
  readonly set: PackageSet
}

export interface Audited {
  readonly packages: number
  readonly findings: readonly AuditFinding[]
  readonly notAudited: readonly NotAudited[]
  readonly gaps: readonly Gap[]
}

const OSV_ECOSYSTEM: Readonly<Record<Ecosystem, AdvisoryEcosystem>> = {
  pypi: 'PyPI',
  conda: 'PyPI',
  npm: 'npm',
}

interface Found {
  readonly findings: AuditFinding[]
  readonly notAudited: NotAudited[]
  readonly gaps: Gap[]
  /** Ecosystems that packages are of and the index holds nothing of. */
  readonly missing: Set<AdvisoryEcosystem>
}

/** Looks up every package of the files. Each is spoken of once in each file. */
export function auditPackages(files: readonly AuditedFile[], index: AdvisoryIndex | undefined): Audited {
  const found: Found = { findings: [], notAudited: [], gaps: [], missing: new Set() }
  const everywhere = new Set<string>()
  for (const { path, set } of files) {
    const here = new Set<string>()
    for (const entry of set.packages) {
      const key = `${entry.ecosystem} ${entry.name} ${entry.version ?? ''}`
      if (here.has(key)) continue
      here.add(key)
      everywhere.add(key)
      const reason = index ? auditOne(entry, path, index, found) : 'no-index'
      if (reason) found.notAudited.push(leftOut(entry, path, reason))
    }
  }
  const { findings, gaps, missing } = found
  const notAudited = found.notAudited.filter(unlessLocked(files))
  for (const ecosystem of missing)
    gaps.push({
      at: { path: files[0]?.path ?? '.' },
      reason: 'offline',
      detail: `the advisory index holds nothing of ${ecosystem}`,
    })
  return { packages: everywhere.size, findings, notAudited, gaps }
}

/** What a manifest leaves open, the lock beside it has chosen, and that was audited. */
function unlessLocked(files: readonly AuditedFile[]): (left: NotAudited) => boolean {
  const chosen = new Set<string>()
  if (files.length > 1)
    for (const { path, set } of files)
      for (const { ecosystem, name, version } of set.packages)
        if (version !== undefined) chosen.add(`${folderOf(path)} ${ecosystem} ${name}`)
  return ({ reason, at, ecosystem, package: name }) =>
    reason !== 'no-version' || !chosen.has(`${folderOf(at.path)} ${ecosystem} ${name}`)
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function leftOut(
  { name, version, ecosystem, line }: PackageEntry,
  path: string,
  reason: NotAuditedReason,
  advisories?: number,
): NotAudited {
  return {
    package: name,
    ...(version !== undefined && { version }),
    ecosystem,
    reason,
    ...(advisories !== undefined && { advisories }),
    at: { path, range: lineRange(line) },
  }
}

/** Why nothing could be said of it, if nothing could. */
function auditOne(
  entry: PackageEntry,
  path: string,
  index: AdvisoryIndex,
  found: Found,
): NotAuditedReason | undefined {
  if (entry.source?.kind === 'path') return 'local'
  const ecosystem = OSV_ECOSYSTEM[entry.ecosystem]
  const name = nameIn(entry)
  if (name === undefined) return 'no-counterpart'
  if (!Object.hasOwn(index.information.ecosystems, ecosystem)) {
    found.missing.add(ecosystem)
    return 'ecosystem-missing'
  }
  try {
    lookUp(entry, path, { ecosystem, name, known: index.about(ecosystem, name) }, found)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    const at = { path, range: lineRange(entry.line) }
    found.gaps.push({ at, reason: error.reason, detail: `the advisory index ${error.message}` })
  }
  return undefined
}

interface Lookup {
  readonly ecosystem: AdvisoryEcosystem
  /** As advisories call it. */
  readonly name: string
  readonly known: KnownPackage | undefined
}

function lookUp(entry: PackageEntry, path: string, { ecosystem, name, known }: Lookup, found: Found): void {
  const { version } = entry
  if (!known) {
    if (version === undefined) found.notAudited.push(leftOut(entry, path, 'no-version', 0))
    return
  }
  const keys = version === undefined ? undefined : versionKeys(ecosystem, version)
  const entries = keys ? [] : known.entries()
  const matched = keys ? known.matching(keys) : certainMatches(version, entries)
  if (matched.length > 0) found.findings.push(...findingsOf(entry, { name, path, keys, matched }))
  if (keys) return
  const reason = version === undefined ? 'no-version' : 'unreadable-version'
  found.notAudited.push(leftOut(entry, path, reason, entries.length))
}

/** Without a version that can be compared, only what is about every version, or names this one, is certain. */
function certainMatches(
  version: string | undefined,
  entries: readonly AdvisoryEntry[],
): readonly AdvisoryMatch[] {
  return entries
    .filter(
      ({ coverage }) =>
        coversEvery(coverage) ||
        (version !== undefined && coverage.versions.some(({ text }) => text === version)),
    )
    .map((entry) => ({ ...entry, verdict: { kind: 'affected' } }))
}

/** Advisories know a conda package by its name on the Python index, where that is certain. */
function nameIn({ ecosystem, name, conda }: PackageEntry): string | undefined {
  return ecosystem === 'conda' ? pythonNameOf(name, conda?.build) : name
}
