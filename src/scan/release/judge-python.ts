import type { Act, PythonFacts, When } from '../../artifacts/python/facts.ts'
import { python } from '../../artifacts/python/format.ts'
import type { FindingDraft } from '../../model/rule.ts'
import type { Confidence, Severity } from '../../model/severity.ts'
import type { RunsAt } from '../../packages/release/finding.ts'
import { isForDevelopers, placeOf } from '../../packages/release/layout.ts'
import { reachOf, type OutlinedModule } from '../../packages/release/reach.ts'
import { rootsOf } from '../../packages/release/roots.ts'
import type { ReadArchive } from './read-archive.ts'
import type { PythonSource } from './python-source.ts'

/** An act with what has to happen for it, over all files of the archive. */
export interface TimedAct {
  readonly act: Act
  readonly runs: RunsAt
  /** Only the calls between files say so, and they are followed by name alone. */
  readonly byName: boolean
}

/** A source whose acts know when they happen. */
export interface TimedSource {
  readonly path: string
  /** Name of the member. */
  readonly member: string
  readonly place: string
  readonly acts: readonly TimedAct[]
  readonly facts: PythonFacts
  /** When the module itself runs. */
  readonly runs: RunsAt
  /** Something else loads it, if only the package's name. */
  readonly isLoaded: boolean
  /** Nothing imports it where it is installed: tests, examples, tools. */
  readonly isForDevelopers: boolean
}

const RANK: Readonly<Record<RunsAt, number>> = { start: 3, install: 2, import: 1, call: 0 }

export function timedSources(archive: ReadArchive): TimedSource[] {
  const sources = archive.python.map((source) => ({ source, ...placeIn(archive, source) }))
  const modules: OutlinedModule[] = sources.map(({ place, source }) => ({ place, outline: source.outline }))
  const roots = rootsOf(archive, modules)
  const reach = reachOf(modules, roots)
  const built = new Set(roots.flatMap((r) => (r.when === 'install' ? [r.place] : [])))
  return sources.map(({ source, place, member }) => {
    const module = reach.module(place)
    const acts = source.facts.acts.map((act): TimedAct => {
      const byCall = reach.line(place, act.at.start)
      const alone = ownRuns(act.when, module, built.has(place))
      return RANK[byCall] > RANK[alone]
        ? { act, runs: byCall, byName: true }
        : { act, runs: alone, byName: false }
    })
    const developers = isForDevelopers(place, archive) && module === 'call'
    return {
      path: source.path,
      member,
      place,
      acts,
      facts: source.facts,
      runs: module,
      isLoaded: reach.isLoaded(place),
      isForDevelopers: developers,
    }
  })
}

function ownRuns(when: When, module: RunsAt, isBuilt: boolean): RunsAt {
  if (when === 'import') return module
  return when === 'install' && isBuilt ? 'install' : 'call'
}

function placeIn(
  archive: ReadArchive,
  { path }: PythonSource,
): { readonly place: string; readonly member: string } {
  const member = archive.memberNames.get(path) ?? path.slice(archive.path.length + 1)
  return { member, place: placeOf(archive.kind, member) }
}

export interface PythonDraft {
  readonly rule: string
  readonly severity: Severity
  readonly confidence: Confidence
  readonly draft: FindingDraft
  readonly source: TimedSource
  /** The act that it is about; absent for what is odd about the text. */
  readonly act: Act | undefined
  readonly runs: RunsAt
  readonly byName: boolean
}

/** What the rules of Python sources say, given when each act happens here. */
export function* pythonDrafts(source: TimedSource): Generator<PythonDraft> {
  const acts = source.acts.map(({ act, runs }) => ({ ...act, when: AS_PYTHON[runs] }))
  const facts: PythonFacts = { ...source.facts, acts }
  const byPlace = new Map<string, TimedAct>()
  for (const timed of source.acts) {
    const key = `${timed.act.at.start} ${timed.act.name}`
    const before = byPlace.get(key)
    if (!before || RANK[timed.runs] > RANK[before.runs]) byPlace.set(key, timed)
  }
  for (const rule of python.rules) {
    for (const draft of rule.check(facts, source.path)) {
      const name = /^(\S+) (?:on |when )/.exec(draft.evidence[0].says)?.[1]
      const timed = byPlace.get(`${draft.at.range?.start ?? 0} ${name ?? ''}`)
      yield {
        rule: rule.id,
        severity: draft.severity ?? rule.severity,
        confidence: draft.confidence ?? rule.confidence,
        draft,
        source,
        act: timed?.act,
        runs: timed?.runs ?? source.runs,
        byName: timed?.byName ?? false,
      }
    }
  }
}

/** In which of the words of a single file it is judged. */
const AS_PYTHON: Readonly<Record<RunsAt, When>> = {
  start: 'import',
  install: 'install',
  import: 'import',
  call: 'call',
}
