import type { Artifact } from '../model/component.ts'
import type { Finding, Gap } from '../model/finding.ts'
import { outermostPath } from '../model/location.ts'
import type { Report } from '../model/report.ts'

/** One thing that a rule says, and everywhere it says it. */
export interface Fold {
  readonly finding: Finding
  /** Further places in the same file. */
  readonly again: Finding[]
  /** Other files on disk of which the same is true. */
  readonly alsoIn: string[]
}

/** What was already told of another file and is true of this one as well. */
export interface Echo {
  readonly finding: Finding
  /** The file of which it was told. */
  readonly toldOf: string
}

/** A file on disk with what is said about it and its members. */
export interface Group {
  readonly path: string
  readonly artifact: Artifact | undefined
  readonly folds: Fold[]
  readonly echoes: Echo[]
}

/**
 * Findings by file, worst file first, each saying of a rule told once: where the first file shows it,
 * the others are listed. A file of which nothing new can be said has no group of its own; one that has
 * a group repeats in short what it shares with others, so that it never looks better than it is.
 */
export function groupFindings({ findings, artifacts }: Pick<Report, 'findings' | 'artifacts'>): Group[] {
  const artifactAt = new Map(artifacts.map((a) => [a.path, a]))
  const groups = new Map<string, Group>()
  const folds = new Map<string, Fold>()
  const told = new Set<string>()
  for (const finding of findings) {
    const path = outermostPath(finding.at.path)
    const group = groups.get(path) ?? { path, artifact: artifactAt.get(path), folds: [], echoes: [] }
    groups.set(path, group)
    // One saying with other advice is told by itself: it names what lies beside that very file.
    const key = JSON.stringify([finding.rule, finding.severity, finding.message, finding.remedy])
    const fold = folds.get(key)
    if (!fold) {
      const created: Fold = { finding, again: [], alsoIn: [] }
      folds.set(key, created)
      group.folds.push(created)
      continue
    }
    const toldOf = outermostPath(fold.finding.at.path)
    if (toldOf === path) fold.again.push(finding)
    else if (!told.has(key + path)) {
      told.add(key + path)
      fold.alsoIn.push(path)
      group.echoes.push({ finding, toldOf })
    }
  }
  return [...groups.values()].filter((group) => group.folds.length > 0)
}

export interface GapFold {
  readonly gap: Gap
  /** Other files and members with the same reason and detail. */
  readonly alsoAt: Gap[]
}

export function foldGaps(gaps: readonly Gap[]): GapFold[] {
  const folds = new Map<string, GapFold>()
  const told = new Set<string>()
  for (const gap of gaps) {
    const key = JSON.stringify([gap.reason, gap.detail])
    const fold = folds.get(key)
    const isTold = told.has(key + gap.at.path)
    told.add(key + gap.at.path)
    if (!fold) folds.set(key, { gap, alsoAt: [] })
    else if (!isTold) fold.alsoAt.push(gap)
  }
  return [...folds.values()]
}

/** Formats of the files and members that were read, most frequent first. */
export function countFormats(artifacts: readonly Artifact[]): [format: string, count: number][] {
  const counts = new Map<string, number>()
  for (const { format } of artifacts) counts.set(format, (counts.get(format) ?? 0) + 1)
  return [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
}
