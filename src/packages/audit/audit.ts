import type { AdvisoryEntry } from '../../advisories/advisory.ts'
import { coversEvery } from '../../advisories/coverage.ts'
import type { AdvisoryIndex, AdvisoryMatch } from '../../advisories/read-index.ts'
import { versionKeys, type AdvisoryEcosystem } from '../../advisories/version-key.ts'
import type { Gap } from '../../model/finding.ts'
import { lineRange, type Location } from '../../model/location.ts'
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

/** Looks up every package of the files. Each is spoken of once in each file. */
export function auditPackages(files: readonly AuditedFile[], index: AdvisoryIndex | undefined): Audited {
  const findings: AuditFinding[] = []
  const notAudited: NotAudited[] = []
  const gaps: Gap[] = []
  const everywhere = new Set<string>()
  const missing = new Set<AdvisoryEcosystem>()
  for (const { path, set } of files) {
    const here = new Set<string>()
    for (const entry of set.packages) {
      const key = `${entry.ecosystem} ${entry.name} ${entry.version ?? ''}`
      if (here.has(key)) continue
      here.add(key)
      everywhere.add(key)
      const at: Location = { path, range: lineRange(entry.line) }
      const leaveOut = (reason: NotAuditedReason, advisories?: number): void => {
        const version = entry.version === undefined ? {} : { version: entry.version }
        const known = advisories === undefined ? {} : { advisories }
        notAudited.push({ package: entry.name, ...version, ecosystem: entry.ecosystem, reason, ...known, at })
      }
      if (!index) leaveOut('no-index')
      else if (entry.source?.kind === 'path') leaveOut('local')
      else {
        const ecosystem = OSV_ECOSYSTEM[entry.ecosystem]
        const name = nameIn(entry)
        if (name === undefined) leaveOut('no-counterpart')
        else if (!Object.hasOwn(index.information.ecosystems, ecosystem)) {
          missing.add(ecosystem)
          leaveOut('ecosystem-missing')
        } else auditOne(entry, { ecosystem, name, at, index, findings, gaps, leaveOut })
      }
    }
  }
  for (const ecosystem of missing)
    gaps.push({
      at: { path: files[0]?.path ?? '.' },
      reason: 'offline',
      detail: `the advisory index holds nothing of ${ecosystem}`,
    })
  return { packages: everywhere.size, findings, notAudited, gaps }
}

interface Lookup {
  readonly ecosystem: AdvisoryEcosystem
  readonly name: string
  readonly at: Location
  readonly index: AdvisoryIndex
  readonly findings: AuditFinding[]
  readonly gaps: Gap[]
  readonly leaveOut: (reason: NotAuditedReason, advisories?: number) => void
}

function auditOne(entry: PackageEntry, { ecosystem, name, at, index, ...out }: Lookup): void {
  const { version } = entry
  const keys = version === undefined ? undefined : versionKeys(ecosystem, version)
  try {
    if (keys) {
      const matched = index.matching(ecosystem, name, keys)
      if (matched.length > 0) out.findings.push(...findingsOf(entry, { name, at, keys, matched }))
      return
    }
    const entries = index.about(ecosystem, name)
    out.findings.push(...findingsOf(entry, { name, at, keys, matched: certainMatches(version, entries) }))
    if (version === undefined) out.leaveOut('no-version', entries.length)
    else if (entries.length > 0) out.leaveOut('unreadable-version', entries.length)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    out.gaps.push({ at, reason: error.reason, detail: `the advisory index ${error.message}` })
  }
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
