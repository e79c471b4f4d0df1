import type { Artifact, Component } from '../model/component.ts'
import type { Finding } from '../model/finding.ts'
import { outermostPath } from '../model/location.ts'
import type { Waiver } from '../model/report.ts'
import { matchesGlob } from '../text/glob.ts'

export interface Waiving {
  readonly waivers: readonly Waiver[]
  readonly components: readonly Component[]
  readonly artifacts: readonly Artifact[]
  /** ISO date of today, UTC. */
  readonly today: string
}

export interface Waived {
  readonly open: Finding[]
  readonly waived: { readonly finding: Finding; readonly waiver: Waiver }[]
  /** Waivers that ran out or matched nothing, one line each. */
  readonly notes: string[]
}

/** Takes accepted findings out. A waiver that has expired takes nothing out and says so. */
export function applyWaivers(findings: readonly Finding[], waiving: Waiving): Waived {
  const names = subjectNames(waiving)
  const used = new Map<Waiver, number>(waiving.waivers.map((w) => [w, 0]))
  const result: Waived = { open: [], waived: [], notes: [] }
  for (const finding of findings) {
    const matching = waiving.waivers.filter((w) => covers(w, finding, names))
    for (const waiver of matching) used.set(waiver, used.get(waiver)! + 1)
    const waiver = matching.find((w) => w.expires >= waiving.today)
    if (waiver) result.waived.push({ finding, waiver })
    else result.open.push(finding)
  }
  for (const [waiver, uses] of used) {
    const what = `waiver of ${waiver.rule} for ${waiver.subject ?? waiver.path} (${waiver.owner})`
    if (waiver.expires < waiving.today) result.notes.push(`${what} expired on ${waiver.expires}`)
    else if (uses === 0) result.notes.push(`${what} matches nothing in this scan`)
  }
  return result
}

function covers(waiver: Waiver, finding: Finding, names: SubjectNames): boolean {
  if (waiver.rule !== finding.rule) return false
  if (waiver.path !== undefined && !coversPath(waiver.path, finding.at.path)) return false
  return waiver.subject === undefined || names(finding).has(waiver.subject)
}

function coversPath(pattern: string, path: string): boolean {
  return matchesGlob(pattern, path) || matchesGlob(pattern, outermostPath(path))
}

type SubjectNames = (finding: Finding) => ReadonlySet<string>

/**
 * A digest names the file on disk or the very member that the finding is about; a purl names the component.
 * The digest of a component with many files does not cover a file that joined it later.
 */
function subjectNames({ components, artifacts }: Waiving): SubjectNames {
  const componentById = new Map(components.map((c) => [c.id, c]))
  const digestByPath = new Map(artifacts.map((a) => [a.path, a.digest]))
  return ({ subject, at }) => {
    const identity = componentById.get(subject)?.identity
    const named = [
      identity?.purl,
      identity?.digest,
      digestByPath.get(at.path),
      digestByPath.get(outermostPath(at.path)),
    ]
    return new Set(named.filter((name) => name !== undefined))
  }
}
