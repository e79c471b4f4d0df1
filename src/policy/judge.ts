import type { Artifact, Component, Relation } from '../model/component.ts'
import type { Finding, Gap } from '../model/finding.ts'
import type { Counts, Decision, Report, Waiver } from '../model/report.ts'
import { atLeast, CONFIDENCES, type Confidence } from '../model/severity.ts'
import { plural } from '../text/sizes.ts'
import { isKnown, type Baseline } from './baseline.ts'
import { deniedFormats } from './denied-formats.ts'
import { byLocation, byText, byWeight } from './order.ts'
import type { Policy } from './policy.ts'
import { withSafeWeights } from './safe-weights.ts'
import { applyWaivers } from './waivers.ts'

/** What a scan came to, before anyone has an opinion on whether that is allowed. */
export interface Evidenced {
  readonly artifacts: readonly Artifact[]
  readonly components: readonly Component[]
  readonly relations: readonly Relation[]
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  readonly counts: Counts
  readonly code: readonly { readonly path: string; readonly source: string }[]
}

export interface Judgement {
  readonly policy: Policy
  readonly waivers: readonly Waiver[]
  readonly baseline?: Baseline
  readonly now: Date
  readonly tool: Report['tool']
  /** Said before the notes that judging adds. */
  readonly notes: readonly string[]
  readonly showCode: boolean
}

/** Decides by policy. Nothing is left out without being counted in a note. */
export function judge(scanned: Evidenced, judgement: Judgement): Report {
  const { policy, baseline, waivers, now, tool } = judgement
  const notes = [...judgement.notes]
  const all = withSafeWeights([...scanned.findings, ...deniedFormats(scanned, policy.denyFormats)], scanned)

  const shown = all.filter(
    (f) => atLeast(f.severity, policy.minSeverity) && isSure(f.confidence, policy.minConfidence),
  )
  if (shown.length < all.length)
    notes.push(
      `${plural(all.length - shown.length, 'finding')} under --min-severity or --min-confidence left out`,
    )

  const fresh = baseline ? shown.filter((f) => !isKnown(baseline, f)) : shown
  if (fresh.length < shown.length)
    notes.push(`${plural(shown.length - fresh.length, 'finding')} known from the baseline left out`)

  const today = now.toISOString().slice(0, 'yyyy-mm-dd'.length)
  const waived = applyWaivers(fresh, { ...scanned, waivers, today })
  const findings = waived.open.toSorted(byWeight)
  return {
    schema: 'assay/report/1',
    tool,
    artifacts: scanned.artifacts.toSorted((a, b) => byText(a.path, b.path)),
    components: scanned.components.toSorted((a, b) => byText(a.id, b.id)),
    relations: scanned.relations.toSorted((a, b) => byText(JSON.stringify(a), JSON.stringify(b))),
    findings,
    waived: waived.waived.toSorted((a, b) => byWeight(a.finding, b.finding)),
    gaps: scanned.gaps.toSorted(byLocation),
    counts: scanned.counts,
    notes: [...notes, ...waived.notes],
    ...(judgement.showCode && { code: scanned.code }),
    decision: isEmpty(scanned) ? NOTHING : decide(findings, scanned.gaps, policy),
  }
}

/** No file at all is no reason to allow anything. */
const NOTHING: Decision = { outcome: 'undecided', because: ['there was nothing to scan'] }

function isEmpty({ artifacts, findings, gaps }: Evidenced): boolean {
  return artifacts.length === 0 && findings.length === 0 && gaps.length === 0
}

function decide(findings: readonly Finding[], gaps: readonly Gap[], policy: Policy): Decision {
  const denied = findings.filter((f) => atLeast(f.severity, policy.failOn))
  const doubtful = findings.filter(
    (f) => atLeast(f.severity, 'medium') && !atLeast(f.severity, policy.failOn),
  )
  const because: string[] = []
  if (denied.length > 0)
    because.push(`${plural(denied.length, 'finding')} of severity ${orWorse(policy.failOn)}`)
  if (doubtful.length > 0)
    because.push(`${plural(doubtful.length, 'finding')} ${denied.length > 0 ? 'below that ' : ''}to look at`)
  if (gaps.length > 0) because.push(`${plural(gaps.length, 'place')} could not be read`)
  if (denied.length > 0) return { outcome: 'deny', because }
  // A crash of the tool is no verdict on the file, whatever the policy says of gaps.
  if (gaps.some((gap) => policy.strict || gap.reason === 'crashed')) return { outcome: 'undecided', because }
  if (because.length > 0) return { outcome: 'warn', because }
  return { outcome: 'allow', because: [`nothing of severity ${orWorse('medium')}, nothing unread`] }
}

function orWorse(severity: string): string {
  return severity === 'critical' ? severity : `${severity} or worse`
}

function isSure(confidence: Confidence, threshold: Confidence): boolean {
  return CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(threshold)
}
