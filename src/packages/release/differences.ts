import { reachesOut, runsByItself, type CodeAct, type CodeFile } from './code-act.ts'
import { releaseFinding, runsWhen, type ReleaseFinding } from './finding.ts'
import { isForDevelopers } from './layout.ts'
import type { ReleaseArchive, ReleaseMember } from './member.ts'
import { unlikeSibling, unlikeSource } from './rules.ts'
import { isStartFile, startFile } from './start-files.ts'

/** A file of one archive that another of the same release lacks, or holds with other content. */
export interface ReleaseDifference {
  readonly kind: 'only-in' | 'differs'
  readonly path: string
  readonly against: string
  readonly member: string
  /** What it does that the other archive's file does not. */
  readonly acts: readonly string[]
}

export interface ComparedArchive extends ReleaseArchive {
  readonly code: readonly CodeFile[]
}

export interface Comparison {
  readonly differences: readonly ReleaseDifference[]
  readonly findings: readonly ReleaseFinding[]
}

const MAX_DIFFERENCES = 2000
const MAX_FINDINGS = 50

/** Every wheel of a release against its source distribution, and against the first wheel. */
export function compareRelease(archives: readonly ComparedArchive[]): Comparison {
  const source = archives.find((a) => a.kind === 'sdist')
  const wheels = archives.filter((a) => a.kind === 'wheel')
  const [first, ...others] = wheels
  const differences: ReleaseDifference[] = []
  const findings: ReleaseFinding[] = []
  const add = (one: Comparison): void => {
    differences.push(...one.differences.slice(0, Math.max(0, MAX_DIFFERENCES - differences.length)))
    findings.push(...one.findings.slice(0, Math.max(0, MAX_FINDINGS - findings.length)))
  }
  if (source) for (const wheel of wheels) add(againstSource(wheel, source))
  if (first)
    for (const other of others) {
      add(againstSibling(other, first))
      add(againstSibling(first, other))
    }
  return { differences: uniqueDifferences(differences), findings: uniqueFindings(findings) }
}

/** Code that is installed and was not in the source that people read. The source may hold more: tests, tools. */
function againstSource(wheel: ComparedArchive, source: ComparedArchive): Comparison {
  const counterpart = counterparts(source)
  return compare(wheel, source, counterpart, (extra, isNew) => ({
    rule: unlikeSource,
    message: isNew ? 'is not in the source distribution' : 'differs from the source distribution',
    extra,
  }))
}

function againstSibling(wheel: ComparedArchive, other: ComparedArchive): Comparison {
  const byPlace = new Map(other.members.map((m) => [m.place, m]))
  return compare(
    wheel,
    other,
    (place) => byPlace.get(place),
    (extra, isNew) => ({
      rule: unlikeSibling,
      message: isNew ? `is not in ${other.path}` : `differs from ${other.path}`,
      extra,
    }),
  )
}

type Judge = (
  extra: readonly CodeAct[],
  isNew: boolean,
) => { readonly rule: typeof unlikeSource; readonly message: string; readonly extra: readonly CodeAct[] }

function compare(
  archive: ComparedArchive,
  other: ComparedArchive,
  counterpart: (place: string) => ReleaseMember | undefined,
  judge: Judge,
): Comparison {
  const differences: ReleaseDifference[] = []
  const findings: ReleaseFinding[] = []
  const code = new Map(archive.code.map((c) => [c.member, c]))
  const otherCode = new Map(other.code.map((c) => [c.member, c]))
  for (const member of archive.members) {
    if (!isCode(member)) continue
    const twin = counterpart(member.place)
    if (twin && sameText(member, twin)) continue
    const acts = extraActs(code.get(member.name)?.acts ?? [], twin && otherCode.get(twin.name)?.acts)
    const { rule, message } = judge(acts, twin === undefined)
    differences.push({
      kind: twin === undefined ? 'only-in' : 'differs',
      path: archive.path,
      against: other.path,
      member: member.name,
      acts: [...new Set(acts.map((a) => `${a.name} ${runsWhen(a.runs)}`))].slice(0, 20),
    })
    if (isStartFile(member.place) && startsCode(archive, member)) {
      findings.push(
        releaseFinding(rule, {
          path: archive.path,
          member: member.name,
          when: 'start',
          severity: 'high',
          message: `runs at every start of Python and ${message}`,
        }),
      )
      continue
    }
    const worst = acts.find(runsByItself)
    if (worst && !isForDevelopers(member.place, archive))
      findings.push(
        releaseFinding(rule, {
          path: archive.path,
          member: member.name,
          when: worst.runs,
          range: worst.at,
          excerpt: worst.code,
          severity: 'high',
          message: `acts ${runsWhen(worst.runs)} and ${message}: ${worst.name}`,
        }),
      )
    else if (acts.length > 0)
      findings.push(
        releaseFinding(rule, {
          path: archive.path,
          member: member.name,
          when: 'call',
          range: acts[0]!.at,
          excerpt: acts[0]!.code,
          severity: 'low',
          message: `${message}, and does what that does not: ${acts[0]!.name}`,
        }),
      )
  }
  return { differences, findings }
}

function startsCode(archive: ReleaseArchive, { name, place }: ReleaseMember): boolean {
  const file = startFile(place, archive.texts.get(name) ?? '')
  return file.lines.length + file.calls.length > 0
}

function isCode({ nature, place }: ReleaseMember): boolean {
  if (/\.(?:dist-info|egg-info)\//.test(place)) return false
  return nature === 'python' || isStartFile(place)
}

function sameText(a: ReleaseMember, b: ReleaseMember): boolean {
  if (a.textDigest !== undefined && b.textDigest !== undefined) return a.textDigest === b.textDigest
  return a.digest !== undefined && a.digest === b.digest
}

/** Acts of kinds and names that the other side has fewer of. */
function extraActs(acts: readonly CodeAct[], others: readonly CodeAct[] = []): CodeAct[] {
  const key = (a: CodeAct): string => `${a.name} ${runsByItself(a) ? 'itself' : 'called'} ${a.code}`
  const known = new Set(others.map(key))
  return acts.filter(
    (a) => (reachesOut(a) || (a.does === 'evaluate' && runsByItself(a))) && !known.has(key(a)),
  )
}

/** Where a file of a wheel stands in a source tree: as it is, or below a folder that builds strip. */
function counterparts(source: ReleaseArchive): (place: string) => ReleaseMember | undefined {
  const byName = new Map<string, ReleaseMember[]>()
  for (const member of source.members) {
    const name = member.place.slice(member.place.lastIndexOf('/') + 1)
    const held = byName.get(name)
    if (held) held.push(member)
    else byName.set(name, [member])
  }
  return (place) => {
    const candidates = byName.get(place.slice(place.lastIndexOf('/') + 1)) ?? []
    return (
      candidates.find((m) => m.place === place || m.place === `src/${place}`) ??
      candidates
        .filter((m) => m.place.endsWith(`/${place}`))
        .toSorted((a, b) => a.place.length - b.place.length)[0]
    )
  }
}

function uniqueDifferences(all: readonly ReleaseDifference[]): ReleaseDifference[] {
  const seen = new Set<string>()
  return all.filter((d) => {
    const key = `${d.kind}\0${d.path}\0${d.against}\0${d.member}`
    return seen.has(key) ? false : seen.add(key)
  })
}

function uniqueFindings(all: readonly ReleaseFinding[]): ReleaseFinding[] {
  const seen = new Set<string>()
  return all.filter((f) => {
    const key = `${f.rule}\0${f.at.path}\0${f.at.range?.start ?? 0}`
    return seen.has(key) ? false : seen.add(key)
  })
}
