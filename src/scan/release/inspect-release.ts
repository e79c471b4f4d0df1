import type { Gap } from '../../model/finding.ts'
import type { Digest } from '../../model/identity.ts'
import { severityRank } from '../../model/severity.ts'
import { normalizedPythonName } from '../../names/python-package.ts'
import { compareReleases } from '../../packages/release/against.ts'
import {
  compareRelease,
  type ComparedArchive,
  type ReleaseDifference,
} from '../../packages/release/differences.ts'
import type { ReleaseFinding } from '../../packages/release/finding.ts'
import { judgeEntries } from '../../packages/release/judge-entries.ts'
import { judgeMetadata } from '../../packages/release/judge-metadata.ts'
import { judgePrograms } from '../../packages/release/judge-programs.ts'
import { judgeRecord } from '../../packages/release/judge-record.ts'
import { containerFindings } from './judge-container.ts'
import { codeFilesOf, codeFindings } from './judge-code.ts'
import { timedSources } from './judge-python.ts'
import { judgeScripts } from './judge-scripts.ts'
import { judgeHooks } from '../../packages/release/judge-hooks.ts'
import { readArchive, type ReadArchive, type ReadOptions } from './read-archive.ts'

export interface ArchiveFile {
  /** As it is reported. */
  readonly path: string
  readonly absolute: string
}

interface InspectedArchive {
  readonly path: string
  readonly kind: ReadArchive['kind']
  readonly name: string | undefined
  readonly version: string | undefined
  readonly files: number
  readonly size: number
  readonly digest: Digest | undefined
}

export interface ReleaseInspection {
  readonly archives: readonly InspectedArchive[]
  readonly findings: readonly ReleaseFinding[]
  readonly differences: readonly ReleaseDifference[]
  readonly gaps: readonly Gap[]
}

/** Reads every archive of one or more releases, without running any of it, and compares them. */
export async function inspectReleases(
  files: readonly ArchiveFile[],
  against: readonly ArchiveFile[],
  options: ReadOptions,
): Promise<ReleaseInspection> {
  const judged = async ({ path, absolute }: ArchiveFile): Promise<Judged> =>
    judgeArchive(await readArchive(path, absolute, options))
  const now: Judged[] = []
  const before: Judged[] = []
  // One after the other: a large archive takes its memory with it.
  for (const file of files) now.push(await judged(file))
  for (const file of against) before.push(await judged(file))
  return compared(now, before)
}

/** The same for archives that have been read. */
export function inspectRead(
  files: readonly ReadArchive[],
  against: readonly ReadArchive[],
): ReleaseInspection {
  return compared(files.map(judgeArchive), against.map(judgeArchive))
}

function compared(now: readonly Judged[], before: readonly Judged[]): ReleaseInspection {
  const archives = now.map((j) => j.archive)
  const comparisons = [
    ...releasesOf(archives).map(compareRelease),
    compareReleases(
      archives,
      before.map((j) => j.archive),
    ),
  ]
  return {
    archives: archives.map(({ path, kind, name, version, members, size, digest }) => ({
      path,
      kind,
      name,
      version,
      files: members.length,
      size,
      digest,
    })),
    findings: sorted([...now.flatMap((j) => j.findings), ...comparisons.flatMap((c) => c.findings)]),
    differences: comparisons.flatMap((c) => c.differences),
    gaps: [...now, ...before].flatMap((j) => j.gaps),
  }
}

interface Judged {
  /** Without the syntax that it was judged by: a release has many archives. */
  readonly archive: ComparedArchive
  readonly findings: readonly ReleaseFinding[]
  readonly gaps: readonly Gap[]
}

function judgeArchive(read: ReadArchive): Judged {
  const sources = timedSources(read)
  const { path, kind, name, version, digest, size, members, texts, gaps } = read
  const archive: ComparedArchive = {
    path,
    kind,
    name,
    version,
    digest,
    size,
    members,
    texts,
    code: codeFilesOf(sources),
  }
  const findings = [
    ...codeFindings(read, sources),
    ...containerFindings(read),
    ...judgeScripts(archive),
    ...judgeHooks(archive),
    ...judgeEntries(archive),
    ...judgePrograms(archive),
    ...judgeRecord(archive),
    ...judgeMetadata(archive),
  ]
  return { archive, findings, gaps }
}

/** Archives of one name and version belong together; what has no name belongs to nothing. */
function releasesOf(archives: readonly ComparedArchive[]): ComparedArchive[][] {
  const releases = new Map<string, ComparedArchive[]>()
  for (const archive of archives) {
    if (archive.name === undefined || (archive.kind !== 'wheel' && archive.kind !== 'sdist')) continue
    const key = `${normalizedPythonName(archive.name)} ${(archive.version ?? '').replace(/(?:\.0)+$/, '')}`
    const held = releases.get(key)
    if (held) held.push(archive)
    else releases.set(key, [archive])
  }
  return [...releases.values()]
}

/** Worst first; the same twice is said once. */
function sorted(findings: readonly ReleaseFinding[]): ReleaseFinding[] {
  const seen = new Set<string>()
  return findings
    .filter((f) => {
      const key = JSON.stringify([f.rule, f.at, f.message])
      return seen.has(key) ? false : seen.add(key)
    })
    .toSorted(
      (a, b) =>
        severityRank(b.severity) - severityRank(a.severity) ||
        compare(a.at.path, b.at.path) ||
        (a.at.range?.start ?? 0) - (b.at.range?.start ?? 0) ||
        compare(a.rule, b.rule),
    )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
