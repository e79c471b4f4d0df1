import { lineRange } from '../../model/location.ts'
import { comparePythonVersions, parsePythonVersion } from '../../names/python-version.ts'
import { normalizedPythonName } from '../../names/python-package.ts'
import { plural } from '../../text/sizes.ts'
import { hostOf } from '../../text/web-address.ts'
import type { PackageEntry } from '../package-set.ts'
import { listed, MAX_LISTED, type EnvironmentDraft } from './draft.ts'
import { titleOf, type InstalledDistribution } from './installed-distribution.ts'
import type { LockFile } from './lock-file.ts'
import { lockExtra, lockMissing, lockSource, lockVersion } from './rules.ts'

/** They install what is locked, and need not be locked themselves. */
const INSTALLERS = new Set(['pip', 'setuptools', 'wheel', 'uv', 'distribute', 'pkg-resources'])

/** The environment against what it was to be. */
export function* judgeLock(
  installed: readonly InstalledDistribution[],
  lock: LockFile,
): Iterable<EnvironmentDraft> {
  const entries = lock.sets.flatMap((set) => set.packages)
  for (const ecosystem of ['pypi', 'conda'] as const) {
    const locked = entries.filter((e) => e.ecosystem === ecosystem)
    const own = installed.filter((d) => (d.kind === 'conda') === (ecosystem === 'conda'))
    // A lock that says nothing of an ecosystem does not say that nothing of it may be there, unless it locks the other one.
    if (locked.length === 0) continue
    yield* judgeEcosystem(own, locked, lock, ecosystem === 'pypi' && own.every((d) => d.kind !== 'conda'))
  }
}

function* judgeEcosystem(
  installed: readonly InstalledDistribution[],
  locked: readonly PackageEntry[],
  lock: LockFile,
  tellsExtra: boolean,
): Iterable<EnvironmentDraft> {
  const byName = Map.groupBy(locked, (e) => nameOf(e))
  for (const distribution of installed) {
    const entries = byName.get(distribution.normalized)
    if (!entries) continue
    yield* judgeVersion(distribution, entries, lock.title) ?? judgeSource(distribution, entries, lock.title)
  }
  if (tellsExtra) yield* judgeExtra(installed, byName, lock)
  yield* judgeMissing(installed, byName, lock.title)
}

function nameOf({ ecosystem, name }: PackageEntry): string {
  return ecosystem === 'pypi' ? normalizedPythonName(name) : name
}

function judgeVersion(
  distribution: InstalledDistribution,
  entries: readonly PackageEntry[],
  title: string,
): readonly EnvironmentDraft[] | undefined {
  const versions = [...new Set(entries.flatMap((e) => e.version ?? []))]
  if (versions.length < new Set(entries).size && entries.some((e) => e.version === undefined))
    return undefined
  const { version } = distribution
  if (versions.some((locked) => isSame(locked, version))) return undefined
  const isLocalBuild = versions.some((locked) => isSame(locked, version.replace(/\+.*$/, '')))
  return [
    {
      rule: lockVersion,
      ...(isLocalBuild && { severity: 'low' as const }),
      message: isLocalBuild
        ? `${titleOf(distribution)} is a local build of the release that ${title} says`
        : `${titleOf(distribution)} is installed, and ${title} says ${listed(versions)}`,
      at: { path: distribution.folder },
      evidence: [
        {
          at: { path: title, range: lineRange(entries[0]!.line) },
          says: `locks ${entries[0]!.name} ${listed(versions)}`,
        },
      ],
      seen: versions.join(),
      owner: distribution,
    },
  ]
}

function isSame(locked: string, installed: string): boolean {
  if (locked === installed) return true
  const [a, b] = [parsePythonVersion(locked), parsePythonVersion(installed)]
  return a !== undefined && b !== undefined && comparePythonVersions(a, b) === 0
}

function judgeSource(
  distribution: InstalledDistribution,
  entries: readonly PackageEntry[],
  title: string,
): readonly EnvironmentDraft[] {
  const same = entries.filter((e) => e.version === undefined || isSame(e.version, distribution.version))
  const problems = same.map((entry) => sourceProblem(distribution, entry))
  const [problem] = problems
  if (!problem || problems.includes(undefined)) return []
  return [
    {
      rule: lockSource,
      severity: problem.severity,
      message: `${titleOf(distribution)} ${problem.text} (${title})`,
      at: { path: distribution.folder },
      evidence: [
        { at: { path: title, range: lineRange(same[0]!.line) }, says: `locks ${same[0]!.name} otherwise` },
      ],
      seen: problem.text,
      owner: distribution,
    },
  ]
}

interface Problem {
  readonly severity: 'high' | 'medium'
  readonly text: string
}

function sourceProblem(
  { source, distributions, kind }: InstalledDistribution,
  entry: PackageEntry,
): Problem | undefined {
  if (kind === 'conda') return condaProblem(source, entry)
  const locked = entry.source
  if (!source) {
    return locked?.kind === 'git' || locked?.kind === 'url'
      ? {
          severity: 'medium',
          text: `was installed from an index; the lock says ${hostOf(locked.url) ?? locked.kind}`,
        }
      : undefined
  }
  if (source.kind === 'git') {
    if (locked?.kind !== 'git')
      return { severity: 'medium', text: `was installed from ${source.url}; the lock says otherwise` }
    if (sameRepository(locked.url) !== sameRepository(source.url))
      return { severity: 'medium', text: `was installed from ${source.url}; the lock says ${locked.url}` }
    return locked.commit && source.commit && locked.commit !== source.commit
      ? { severity: 'medium', text: `was made of commit ${source.commit}; the lock says ${locked.commit}` }
      : undefined
  }
  const hashes = distributions.flatMap((d) => d.hashes).filter((h) => h.algorithm === 'sha256')
  const known = entry.distributions.flatMap((d) => d.hashes).filter((h) => h.algorithm === 'sha256')
  if (hashes.length > 0 && known.length > 0)
    // Whatever way the archive took, its bytes are among those that are locked.
    return hashes.some((h) => known.some((k) => k.value === h.value))
      ? undefined
      : { severity: 'high', text: 'was installed from an archive whose hash is not in the lock' }
  if (source.kind === 'url')
    return locked?.kind === 'url' && locked.url === source.url
      ? undefined
      : { severity: 'medium', text: `was installed from ${source.url}; the lock says otherwise` }
  if (locked?.kind === 'path') return undefined
  return source.kind === 'path'
    ? { severity: 'medium', text: `was installed from ${source.path}; the lock says otherwise` }
    : undefined
}

function condaProblem(source: InstalledDistribution['source'], entry: PackageEntry): Problem | undefined {
  const [installed, locked] = [source, entry.source].map((s) => (s?.kind === 'registry' ? s.url : undefined))
  return installed && locked && installed.replace(/\/$/, '') !== locked.replace(/\/$/, '')
    ? { severity: 'medium', text: `was installed from ${installed}; the lock says ${locked}` }
    : undefined
}

function sameRepository(url: string): string {
  return url
    .toLowerCase()
    .replace(/^[a-z+]+:\/\/(?:[^@/]*@)?/, '')
    .replace(/\.git\/?$|\/$/, '')
}

function* judgeExtra(
  installed: readonly InstalledDistribution[],
  byName: ReadonlyMap<string, readonly PackageEntry[]>,
  lock: LockFile,
): Iterable<EnvironmentDraft> {
  const projects = new Set(lock.sets.flatMap((s) => s.projects.map((p) => normalizedPythonName(p.name))))
  const isComplete = lock.sets.some((s) => s.complete)
  const expected = isComplete ? byName : reachable(installed, byName)
  const extra = installed.filter(
    (d) =>
      !expected.has(d.normalized) &&
      !projects.has(d.normalized) &&
      !INSTALLERS.has(d.normalized) &&
      !d.editable,
  )
  const [first] = extra
  if (!first) return
  yield {
    rule: lockExtra,
    message: `${plural(extra.length, 'package')} that ${lock.title} does not name: ${listed(extra.map(titleOf), 8)}`,
    at: { path: first.folder },
    evidence: extra
      .slice(0, MAX_LISTED * 5)
      .map((d) => ({ at: { path: d.folder }, says: `${titleOf(d)} is installed and not locked` })),
    seen: extra
      .map((d) => d.normalized)
      .toSorted()
      .join(),
  }
}

/** Locked names and all that the installed ones of them need, as a file that lists only some packages implies. */
function reachable(
  installed: readonly InstalledDistribution[],
  byName: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const known = new Map(installed.map((d) => [d.normalized, d]))
  const found = new Set<string>(byName.keys())
  // A set may grow while it is walked over; what is added comes last.
  for (const name of found) for (const needed of known.get(name)?.requires ?? []) found.add(needed)
  return found
}

function* judgeMissing(
  installed: readonly InstalledDistribution[],
  byName: ReadonlyMap<string, readonly PackageEntry[]>,
  title: string,
): Iterable<EnvironmentDraft> {
  const known = new Set(installed.map((d) => d.normalized))
  const absent = [...byName].filter(([name]) => !known.has(name)).flatMap(([, entries]) => entries[0]!)
  const [first] = absent
  if (!first) return
  const needed = absent.filter((e) => e.direct === true && e.scopes.length === 0 && !e.optional && !e.marker)
  const shown = needed.length > 0 ? needed : absent
  yield {
    rule: lockMissing,
    ...(needed.length > 0 && { severity: 'low' as const }),
    message: `${plural(absent.length, 'package')} of ${title} ${absent.length === 1 ? 'is' : 'are'} not installed: ${listed(
      shown.map((e) => e.name),
      8,
    )}`,
    at: { path: title, range: lineRange(shown[0]!.line) },
    seen: absent
      .map((e) => e.name)
      .toSorted()
      .join(),
  }
}
