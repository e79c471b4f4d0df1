import type { Advisory } from '../../advisories/advisory.ts'
import { fixesFor, verdictOf, type Verdict } from '../../advisories/coverage.ts'
import { compareVersions, type AdvisoryEcosystem } from '../../advisories/version-order.ts'
import type { Location } from '../../model/location.ts'
import type { Severity } from '../../model/severity.ts'
import type { PackageEntry } from '../package-set.ts'
import type { AuditFinding, AuditKind } from './report.ts'
import { auditRule } from './rules.ts'

interface Matched {
  readonly advisory: Advisory
  readonly verdict: Verdict
}

export interface Known {
  readonly ecosystem: AdvisoryEcosystem
  /** As the advisories call it. */
  readonly name: string
  readonly at: Location
  readonly advisories: readonly Advisory[]
}

/** What of all that is known applies to this version, one finding a flaw. */
export function findingsOf(entry: PackageEntry, known: Known): readonly AuditFinding[] {
  const { ecosystem, advisories } = known
  const flaws = new Map<number, Matched[]>()
  for (const advisory of advisories) {
    const verdict: Verdict =
      entry.version === undefined
        ? { kind: 'affected' }
        : verdictOf(ecosystem, entry.version, advisory.coverage)
    if (verdict.kind === 'unaffected') continue
    const matched = flaws.get(advisory.flaw)
    if (matched) matched.push({ advisory, verdict })
    else flaws.set(advisory.flaw, [{ advisory, verdict }])
  }
  return [...flaws.values()].map((matched) => findingOf(entry, matched, known))
}

function findingOf(
  entry: PackageEntry,
  all: readonly Matched[],
  { ecosystem, name, at }: Known,
): AuditFinding {
  const affected = all.filter(({ verdict }) => verdict.kind === 'affected')
  const matched = (affected.length > 0 ? affected : all).toSorted((a, b) => byWeight(a.advisory, b.advisory))
  const { advisory, verdict } = matched[0]!
  const { version } = entry
  const kind: AuditKind = affected.length === 0 ? 'unknown' : advisory.malicious ? 'malicious' : 'vulnerable'
  return {
    rule: auditRule(kind).id,
    package: entry.name,
    ...(version !== undefined && { version }),
    ecosystem: entry.ecosystem,
    ...(name !== entry.name && { knownAs: name }),
    id: advisory.id,
    aliases: advisory.aliases,
    kind,
    severity: severityOf(kind, advisory),
    fixed: fixesOf(ecosystem, version, matched),
    summary: advisory.summary,
    ...(verdict.kind === 'unknown' && { unreadable: verdict.what }),
    at,
  }
}

/** Malice before flaws, then the database that is closest to the packages, then the id. */
function byWeight(a: Advisory, b: Advisory): number {
  return Number(b.malicious) - Number(a.malicious) || rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1)
}

const DATABASES = ['MAL-', 'PYSEC-', 'GHSA-'] as const

function rank(id: string): number {
  const place = DATABASES.findIndex((prefix) => id.startsWith(prefix))
  return place < 0 ? DATABASES.length : place
}

function severityOf(kind: AuditKind, { malicious, severity }: Advisory): Severity {
  if (kind === 'malicious') return 'critical'
  if (kind === 'vulnerable') return severity ?? auditRule(kind).severity
  return malicious ? 'high' : auditRule(kind).severity
}

/** A version that fixes what one record says may still be affected by another. */
function fixesOf(
  ecosystem: AdvisoryEcosystem,
  version: string | undefined,
  matched: readonly Matched[],
): readonly string[] {
  const stated = matched.flatMap(({ advisory: { coverage } }) =>
    version === undefined ? coverage.fixed : fixesFor(ecosystem, version, coverage),
  )
  return [...new Set(stated)]
    .filter((fix) =>
      matched.every(({ advisory }) => verdictOf(ecosystem, fix, advisory.coverage).kind !== 'affected'),
    )
    .toSorted((a, b) => compareVersions(ecosystem, a, b))
}
