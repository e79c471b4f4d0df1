import type { CodeFile } from '../../packages/release/code-act.ts'
import { releaseFinding, runsUnasked, runsWhen, type ReleaseFinding } from '../../packages/release/finding.ts'
import * as rules from '../../packages/release/rules.ts'
import { severityRank } from '../../model/severity.ts'
import { gradeOf } from './grade.ts'
import { pythonDrafts, type TimedAct, type TimedSource } from './judge-python.ts'
import type { ReadArchive } from './read-archive.ts'

const MAX_FINDINGS = 500
const MIN_ODD_NAMES = 8

/** What the Python of an archive does, judged by when it runs. */
export function codeFindings(archive: ReadArchive, sources: readonly TimedSource[]): ReleaseFinding[] {
  const found: ReleaseFinding[] = []
  const odd = new Map(archive.python.map((p) => [p.path, p.oddNames]))
  const programs = programsOf(archive)
  for (const source of sources) {
    for (const seen of pythonDrafts(source)) {
      const grade = gradeOf(seen)
      if (!grade || grade.severity === 'info') continue
      const { draft, runs, byName } = seen
      found.push({
        rule: grade.rule.id,
        severity: grade.severity,
        when: runs,
        at: draft.at,
        remedy: grade.rule.remedy,
        message: `${retold(draft.message, runs)}${byName ? ' (calls followed by name)' : ''}`,
        evidence: draft.evidence,
      })
    }
    const alike = odd.get(source.path) ?? 0
    if (alike >= MIN_ODD_NAMES && !source.isForDevelopers)
      found.push(
        releaseFinding(rules.obfuscation, {
          path: archive.path,
          member: source.member,
          when: source.runs,
          severity: source.runs === 'call' ? 'low' : 'high',
          message: `uses ${alike} names that no eye tells apart`,
        }),
      )
    found.push(...bundled(archive, source, programs), ...plantedStartFiles(archive, source))
  }
  return worst(found)
}

/** The rules of single files know no start of Python. */
function retold(message: string, runs: TimedAct['runs']): string {
  return runs === 'start' ? message.replace(/ on import(?=[: (]|$)/, ` ${runsWhen(runs)}`) : message
}

/** Names of native programs and scripts of the archive, as a command would name them. */
function programsOf(archive: ReadArchive): ReadonlyMap<string, string> {
  const out = new Map<string, string>()
  for (const { nature, place, name } of archive.members) {
    const file = place.slice(place.lastIndexOf('/') + 1)
    const isLibrary = /\.(?:so(?:\.[\d.]+)?|pyd|dylib|dll|a|o|lib)$/i.test(file)
    if (nature === 'native' && !isLibrary) out.set(file, name)
    else if (/\.(?:sh|bat|ps1|cmd|exe)$/i.test(file)) out.set(file, name)
  }
  return out
}

function* bundled(
  archive: ReadArchive,
  source: TimedSource,
  programs: ReadonlyMap<string, string>,
): Generator<ReleaseFinding> {
  if (programs.size === 0 || source.isForDevelopers) return
  for (const { act, runs, byName } of source.acts) {
    if (act.does !== 'command' || runs === 'call') continue
    const program = [...programs.keys()].find((file) => starts(act, file))
    if (program === undefined) continue
    // Build scripts start the scripts of their source tree openly.
    const severity = runs === 'install' ? 'low' : runsUnasked(runs) ? 'critical' : byName ? 'medium' : 'high'
    yield releaseFinding(rules.bundledProgram, {
      path: archive.path,
      member: source.member,
      when: runs,
      range: act.at,
      excerpt: act.code,
      severity,
      message: `starts ${program}, which the package carries, ${runsWhen(runs)}`,
    })
  }
}

/** The file is what is started, or what a shell is given; that a script speaks of its name is no start. */
function starts({ argv, texts, code }: TimedAct['act'], file: string): boolean {
  if (file.length < 3) return false
  const isFile = (word: string): boolean =>
    word === file || word.endsWith(`/${file}`) || word.endsWith(`\\${file}`)
  if (argv?.slice(0, 3).some(isFile)) return true
  if (texts.some((text) => isFile(text.trim().split(/\s+/, 1)[0] ?? ''))) return true
  return ['/', '\\', "'", '"'].some(
    (before) => code.includes(`${before}${file}'`) || code.includes(`${before}${file}"`),
  )
}

const SITE = /(?:site|dist)-packages|getsitepackages|getusersitepackages|USER_SITE|purelib|platlib/

/** A `.pth` that is written where Python looks for it. Checkpoints of models bear the same ending. */
function* plantedStartFiles(archive: ReadArchive, source: TimedSource): Generator<ReleaseFinding> {
  const knowsSite = source.facts.imports.some((name) =>
    /^(?:site|sysconfig|distutils\.sysconfig)\b/.test(name),
  )
  for (const { act, runs } of source.acts) {
    if (act.does !== 'write' || runs === 'call' || source.isForDevelopers) continue
    const words = [...act.texts, act.code]
    if (!words.some((word) => /\.(?:pth|start)\b/.test(word))) continue
    if (!knowsSite && !words.some((word) => SITE.test(word))) continue
    yield releaseFinding(rules.persistence, {
      path: archive.path,
      member: source.member,
      when: runs,
      range: act.at,
      excerpt: act.code,
      message: `writes a file that runs at every start of Python ${runsWhen(runs)}`,
    })
  }
}

function worst(found: readonly ReleaseFinding[]): ReleaseFinding[] {
  return found.toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity)).slice(0, MAX_FINDINGS)
}

/** For comparisons: what each source does, and when. */
export function codeFilesOf(sources: readonly TimedSource[]): CodeFile[] {
  return sources.map(({ member, place, acts, isForDevelopers }) => ({
    member,
    place,
    isForDevelopers,
    acts: acts.map(({ act, runs }) => ({ does: act.does, name: act.name, runs, at: act.at, code: act.code })),
  }))
}
