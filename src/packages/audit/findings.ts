import type { Advisory } from '../../advisories/advisory.ts'
import { verdictOf, type NamedVersion } from '../../advisories/coverage.ts'
import type { AdvisoryMatch } from '../../advisories/read-index.ts'
import { againstBound, keysOfBound, type VersionKeys } from '../../advisories/version-key.ts'
import { lineRange } from '../../model/location.ts'
import type { Severity } from '../../model/severity.ts'
import type { PackageEntry } from '../package-set.ts'
import type { AuditFinding, AuditKind } from './report.ts'
import { auditRule } from './rules.ts'

export interface Matches {
  /** As the advisories call the package. */
  readonly name: string
  readonly path: string
  /** Absent when there is no version that can be compared. */
  readonly keys: VersionKeys | undefined
  readonly matched: readonly AdvisoryMatch[]
}

/** One finding a flaw, whatever number of records speak of it. */
export function findingsOf(entry: PackageEntry, matches: Matches): readonly AuditFinding[] {
  const flaws = new Map<number, AdvisoryMatch[]>()
  for (const match of matches.matched) {
    const others = flaws.get(match.advisory.flaw)
    if (others) others.push(match)
    else flaws.set(match.advisory.flaw, [match])
  }
  return [...flaws.values()].map((all) => findingOf(entry, all, matches))
}

function findingOf(
  entry: PackageEntry,
  all: readonly AdvisoryMatch[],
  { name, path, keys }: Matches,
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
    fixed: fixesOf(keys, matched),
    summary: advisory.summary,
    ...(verdict.kind === 'unknown' && { unreadable: verdict.what }),
    at: { path, range: lineRange(entry.line) },
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

/** Newer versions that are said to fix it. One record's fix may still be affected by what another one says. */
function fixesOf(keys: VersionKeys | undefined, matched: readonly AdvisoryMatch[]): readonly string[] {
  const stated = new Map<string, NamedVersion>()
  for (const { coverage } of matched)
    for (const fix of coverage.fixed)
      if (fix.key !== undefined && (!keys || againstBound(keys, fix.key) < 0)) stated.set(fix.text, fix)
  return [...stated.values()]
    .filter(({ key = '' }) =>
      matched.every(({ coverage }) => verdictOf(keysOfBound(key), coverage).kind !== 'affected'),
    )
    .toSorted((a, b) => againstBound(keysOfBound(a.key ?? ''), b.key ?? ''))
    .map(({ text }) => text)
}
