import type { AdvisoryIndex } from '../../advisories/read-index.ts'
import type { Gap } from '../../model/finding.ts'
import { severityRank } from '../../model/severity.ts'
import { auditPackages, type AuditedFile } from './audit.ts'
import { decideAudit, type AuditPolicy } from './decision.ts'
import { indexState } from './index-state.ts'
import type { AuditFinding, AuditKind, AuditReport } from './report.ts'

export interface AuditRequest extends AuditPolicy {
  readonly files: readonly AuditedFile[]
  /** What could not be read of the files, or of the index. */
  readonly gaps: readonly Gap[]
  readonly index: AdvisoryIndex | undefined
  readonly now: Date
  /** Days after which an index is stale. */
  readonly maxAge: number
}

/** The whole audit: sorted, so that equal input gives equal reports. */
export function auditReport(request: AuditRequest): AuditReport {
  const { files, index, now, maxAge } = request
  const audited = auditPackages(files, index)
  const gaps = [...request.gaps, ...audited.gaps]
  if (index && index.information.unreadable > 0)
    gaps.push({
      at: { path: files[0]?.path ?? '.' },
      reason: 'malformed',
      detail: `${index.information.unreadable} records could not be read when the advisory index was built`,
    })
  const state = index ? indexState(index.information, now, maxAge) : null
  return {
    schema: 'assay/packages-audit/1',
    index: state,
    packages: audited.packages,
    findings: audited.findings.toSorted(byWeight),
    notAudited: audited.notAudited,
    gaps,
    decision: decideAudit({ ...audited, gaps }, state, request),
  }
}

const KINDS: readonly AuditKind[] = ['malicious', 'vulnerable', 'unknown']

function byWeight(a: AuditFinding, b: AuditFinding): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    severityRank(b.severity) - severityRank(a.severity) ||
    byText(a.at.path, b.at.path) ||
    byText(a.package, b.package) ||
    byText(a.version ?? '', b.version ?? '') ||
    byText(a.id, b.id)
  )
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
