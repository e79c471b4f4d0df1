import { normalizedPythonName, parseRequirement } from '../../names/python-package.ts'
import { reachesOut, runsByItself, type CodeAct } from './code-act.ts'
import type { ComparedArchive, Comparison, ReleaseDifference } from './differences.ts'
import { releaseFinding, runsWhen, type ReleaseFinding } from './finding.ts'
import { installScripts } from './install-scripts.ts'
import { metadataMember, metadataOf } from './judge-metadata.ts'
import { newCapability, newCode, newDependency, newPeople } from './rules.ts'
import { isStartFile } from './start-files.ts'

const MAX_DIFFERENCES = 2000
const MAX_FINDINGS = 100

/** A release against an earlier one: new files, new code that runs unasked, new capabilities, dependencies, people. */
export function compareReleases(
  now: readonly ComparedArchive[],
  before: readonly ComparedArchive[],
): Comparison {
  const differences: ReleaseDifference[] = []
  const findings: ReleaseFinding[] = []
  for (const archive of now) {
    const old = predecessor(archive, before)
    if (!old) continue
    const one = compareArchives(archive, old)
    differences.push(...one.differences.slice(0, Math.max(0, MAX_DIFFERENCES - differences.length)))
    findings.push(...one.findings.slice(0, Math.max(0, MAX_FINDINGS - findings.length)))
  }
  return { differences, findings }
}

/** The same kind for the same platform, else the same kind, else any archive of that name. */
function predecessor(
  archive: ComparedArchive,
  before: readonly ComparedArchive[],
): ComparedArchive | undefined {
  const named = before.filter(
    (b) => b.name === undefined || archive.name === undefined || same(b.name, archive.name),
  )
  const pool = named.length > 0 ? named : before
  const platform = (a: ComparedArchive): string => /-([^-]+-[^-]+-[^-]+)\.whl$/.exec(a.path)?.[1] ?? ''
  return (
    pool.find((b) => b.kind === archive.kind && platform(b) === platform(archive)) ??
    pool.find((b) => b.kind === archive.kind) ??
    pool[0]
  )
}

function same(a: string, b: string): boolean {
  return normalizedPythonName(a) === normalizedPythonName(b)
}

function compareArchives(now: ComparedArchive, old: ComparedArchive): Comparison {
  const changed = changedFiles(now, old)
  return {
    differences: changed,
    findings: [
      ...newScripts(now, old),
      ...newActs(now, old),
      ...newKinds(now, old),
      ...newRequirements(now, old),
      ...people(now, old),
    ],
  }
}

function changedFiles(now: ComparedArchive, old: ComparedArchive): ReleaseDifference[] {
  const known = new Map(old.members.map((m) => [unversioned(m.place), m]))
  return now.members.flatMap((m): ReleaseDifference[] => {
    const twin = known.get(unversioned(m.place))
    if (twin && (twin.digest === m.digest || twin.textDigest === m.textDigest)) return []
    const kind = twin ? 'differs' : 'only-in'
    // That sources change is what a release is for: of those, only what is new is listed.
    if (kind === 'differs' && !isStartFile(m.place) && m.place !== 'setup.py') return []
    return [{ kind, path: now.path, against: old.path, member: m.name, acts: [] }]
  })
}

/** Folders of metadata carry the version. */
function unversioned(place: string): string {
  return place.replace(/^[^/]+\.(dist-info|data|egg-info)\//, '$1/')
}

function* newScripts(now: ComparedArchive, old: ComparedArchive): Generator<ReleaseFinding> {
  const known = new Set(old.members.map((m) => m.digest))
  for (const { name, place, digest } of now.members)
    if (isStartFile(place) && !known.has(digest))
      yield releaseFinding(newCode, {
        path: now.path,
        member: name,
        when: 'start' as const,
        severity: 'high' as const,
        message: `is new or changed and read at every start of Python: ${place}`,
      })
  const before = new Set(installScripts(old).map((s) => s.text))
  for (const { member, text, by, when } of installScripts(now))
    if (!before.has(text))
      yield releaseFinding(newCode, {
        path: now.path,
        member,
        when,
        message: `is a new or changed ${by} script`,
        excerpt: text.slice(0, 160),
      })
}

/** Acts that run without a call and that the old release had in no file. */
function* newActs(now: ComparedArchive, old: ComparedArchive): Generator<ReleaseFinding> {
  const key = (a: CodeAct): string => `${a.name} ${a.code}`
  const known = new Set(old.code.flatMap((f) => f.acts.filter(runsByItself).map(key)))
  const names = new Set(old.code.flatMap((f) => f.acts.filter(runsByItself).map((a) => a.name)))
  for (const file of now.code) {
    if (file.isForDevelopers) continue
    for (const act of file.acts) {
      const counts = reachesOut(act) || (act.does === 'evaluate' && act.runs !== 'import')
      if (!counts || !runsByItself(act) || known.has(key(act))) continue
      const severity = names.has(act.name) ? 'low' : act.runs === 'import' ? 'medium' : 'high'
      yield releaseFinding(newCode, {
        path: now.path,
        member: file.member,
        when: act.runs,
        range: act.at,
        excerpt: act.code,
        severity,
        message: `acts ${runsWhen(act.runs)} and did not before: ${act.name}`,
      })
    }
  }
}

function* newKinds(now: ComparedArchive, old: ComparedArchive): Generator<ReleaseFinding> {
  const kinds = new Set(old.code.flatMap((f) => f.acts.map((a) => a.does)))
  const told = new Set<string>()
  for (const file of now.code)
    for (const act of file.isForDevelopers ? [] : file.acts) {
      if (!reachesOut(act) || kinds.has(act.does) || told.has(act.does)) continue
      told.add(act.does)
      yield releaseFinding(newCapability, {
        path: now.path,
        member: file.member,
        when: act.runs,
        range: act.at,
        excerpt: act.code,
        message: `can ${VERBS[act.does] ?? act.does}, which no file of the old release could: ${act.name}`,
      })
    }
  const native = now.members.find((m) => m.nature === 'native')
  if (native && !old.members.some((m) => m.nature === 'native'))
    yield releaseFinding(newCapability, {
      path: now.path,
      member: native.name,
      when: 'call' as const,
      severity: 'medium' as const,
      message: `holds native code, and the old release held none: ${native.program ?? native.place}`,
    })
}

const VERBS: Readonly<Record<string, string>> = {
  command: 'start programs',
  fetch: 'download',
  send: 'send data',
  connect: 'open connections',
  listen: 'accept connections',
  resolve: 'ask name servers',
  'native-memory': 'run machine code from memory',
  registry: 'change the registry',
  capture: 'record the user',
  install: 'install packages',
}

function* newRequirements(now: ComparedArchive, old: ComparedArchive): Generator<ReleaseFinding> {
  const before = metadataOf(old)
  const after = metadataOf(now)
  if (!before || !after) return
  const names = new Set(before.requires.map(requirementName))
  for (const text of after.requires) {
    const name = requirementName(text)
    if (name === '' || names.has(name)) continue
    names.add(name)
    const optional = /;.*\bextra\s*==/.test(text)
    yield releaseFinding(newDependency, {
      path: now.path,
      member: metadataMember(now)?.name ?? '',
      when: 'install' as const,
      severity: optional ? 'info' : 'low',
      message: `needs ${name}, which the old release did not`,
    })
  }
}

function requirementName(text: string): string {
  const parsed = parseRequirement(text)
  return parsed ? normalizedPythonName(parsed.name) : (/^[@\w./-]{1,214}/.exec(text)?.[0] ?? '')
}

function* people(now: ComparedArchive, old: ComparedArchive): Generator<ReleaseFinding> {
  const before = metadataOf(old)?.people ?? []
  const after = metadataOf(now)?.people ?? []
  if (before.length === 0 || after.length === 0) return
  const added = after.filter((p) => !before.includes(p))
  if (added.length === 0) return
  const replaced = !after.some((p) => before.includes(p))
  yield releaseFinding(newPeople, {
    path: now.path,
    member: metadataMember(now)?.name ?? '',
    when: 'install' as const,
    severity: replaced ? 'medium' : 'low',
    message: `${replaced ? 'names other people' : 'names more people'} than the old release: ${added.slice(0, 3).join(', ')}`,
    says: `the old release names ${before.slice(0, 3).join(', ')}`,
  })
}
