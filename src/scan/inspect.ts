import type { Artifact } from '../model/component.ts'
import type { Context } from '../model/context.ts'
import type { Discoverer } from '../model/discoverer.ts'
import type { Bytes, Entry, Sample } from '../model/entry.ts'
import type { Gap } from '../model/finding.ts'
import type { Format } from '../model/format.ts'
import { ReadError } from '../model/read-error.ts'
import type { FileRecord } from '../model/record.ts'
import type { FindingDraft, Rule } from '../model/rule.ts'
import type { Confidence, Severity } from '../model/severity.ts'
import type { SightedAt } from '../inventory/identify.ts'
import { contentFacts, contentRules, unreadableGap } from './content/judge.ts'
import { takeSample } from './sample.ts'
import { withoutTokens } from './without-tokens.ts'

export interface RuledDraft extends FindingDraft {
  readonly rule: string
  readonly severity: Severity
  readonly confidence: Confidence
  readonly remedy: string
}

/** All that one file on disk and its members came to. */
export interface Inspection {
  /** The file first, then members that a format claimed. Digests are the hashing stage's. */
  readonly artifacts: Artifact[]
  readonly drafts: RuledDraft[]
  readonly gaps: Gap[]
  readonly records: { readonly path: string; readonly record: FileRecord }[]
  /** Components that the file names, where the inventory is asked for. */
  readonly sightings: SightedAt[]
  /** Source-like renderings of what would run, when asked for. */
  readonly code: { readonly path: string; readonly source: string }[]
}

/** A format needs an asynchronous start before it can read; the file is inspected anew after it. */
export class NotPrepared extends Error {
  readonly #preparation: { run(): Promise<void> }
  constructor(preparation: { run(): Promise<void> }) {
    super('a format is not prepared')
    this.name = 'NotPrepared'
    this.#preparation = preparation
  }

  prepare(): Promise<void> {
    return this.#preparation.run()
  }
}

/** What reading is for. An inventory needs fewer readers than a judgement. */
export type Purpose = 'judge' | 'inventory'

export interface InspectOptions {
  readonly formats: readonly Format<unknown>[]
  readonly discoverers: readonly Discoverer<unknown>[]
  readonly purpose: Purpose
  readonly ctx: Context
  readonly showCode: boolean
}

type Target = Pick<Entry, 'path' | 'open'>

/** Reads an entry with every format that claims it, and what it contains in the same way. */
export function inspect(entry: Target, options: InspectOptions): Inspection {
  const result = emptyInspection()
  walk(entry, [], 0, { ...options, result })
  return result
}

interface Walk extends InspectOptions {
  readonly result: Inspection
}

export function emptyInspection(): Inspection {
  return { artifacts: [], drafts: [], gaps: [], records: [], sightings: [], code: [] }
}

function walk(entry: Target, forced: readonly string[], depth: number, state: Walk): void {
  const { result, formats } = state
  let bytes: Bytes
  let sample: Sample
  try {
    bytes = entry.open()
    sample = takeSample(entry.path, bytes, depth)
  } catch (error) {
    result.gaps.push(gapOf(error, entry.path))
    return
  }
  const slot = result.artifacts.length
  const asked = state.purpose === 'inventory' ? formats.filter((f) => !f.searches) : formats
  const claimed = asked.filter((f) => forced.includes(f.id) || claimOf(f, sample, state) === 'yes')
  const read: Format<unknown>[] = []
  for (const format of claimed) {
    readWith(format, entry.path, bytes, depth, state)
    read.push(format)
  }
  if (read.length === 0) {
    const readers = state.purpose === 'inventory' ? asked.filter((f) => f.inventory) : formats
    for (const format of readers.filter((f) => claimOf(f, sample, state) === 'maybe')) {
      if (tryWith(format, entry.path, bytes, depth, state)) {
        read.push(format)
        break
      }
    }
  }
  if (depth === 0 || read.length > 0)
    result.artifacts.splice(slot, 0, { path: entry.path, size: bytes.size, format: read[0]?.id ?? 'unknown' })
  // Members are discovered only where their container says what they are: the cells of a notebook.
  if (depth === 0 || forced.length > 0) discoverIn(sample, state)
  if (state.purpose === 'inventory') return
  const content = contentFacts(sample, read, formats)
  for (const rule of contentRules)
    for (const draft of rule.check(content, entry.path)) result.drafts.push(completed(rule, draft))
  const unreadable = unreadableGap(content)
  // Readers that gave up have said why already.
  if (unreadable && claimed.length === 0) result.gaps.push(unreadable)
}

/** What the file names. A discoverer that gives up costs nothing but what it would have seen. */
function discoverIn(sample: Sample, { discoverers, ctx, result, purpose }: Walk): void {
  const { path, bytes } = sample
  for (const discoverer of discoverers) {
    try {
      if (!discoverer.claims(sample)) continue
      if (discoverer.preparation && !discoverer.preparation.done())
        throw new NotPrepared(discoverer.preparation)
      for (const seen of discoverer.read({ path, bytes }, ctx)) {
        if (seen.kind === 'gap') {
          result.gaps.push(withoutTokens(seen.gap, path))
          continue
        }
        if (purpose === 'judge') applyRules(discoverer.rules ?? [], seen.facts, path, result)
        for (const record of discoverer.records?.(seen.facts, path) ?? [])
          result.records.push({ path, record })
        for (const sighting of discoverer.sightings(seen.facts, path))
          result.sightings.push({ path, sighting: withoutTokens(sighting, path) })
      }
    } catch (error) {
      if (ctx.signal.aborted || error instanceof NotPrepared) throw error
      result.gaps.push(gapOf(error, path, discoverer.id))
    }
  }
}

function claimOf(format: Format<unknown>, sample: Sample, state: Walk): 'yes' | 'maybe' | 'no' {
  try {
    return format.claims(sample)
  } catch (error) {
    state.result.gaps.push(gapOf(error, sample.path))
    return 'no'
  }
}

/** Returns whether it came to facts. */
function readWith(format: Format<unknown>, path: string, bytes: Bytes, depth: number, state: Walk): boolean {
  const { ctx, result, showCode, purpose } = state
  // Claiming it names the artifact; only what tells the inventory something is read for one.
  if (purpose === 'inventory' && !format.inventory) return true
  if (format.preparation && !format.preparation.done()) throw new NotPrepared(format.preparation)
  let facts = false
  try {
    for (const seen of format.read({ path, bytes }, ctx)) {
      switch (seen.kind) {
        case 'facts':
          facts = true
          if (showCode) showSource(format, seen.facts, path, result)
          for (const sighting of format.sightings?.(seen.facts, path) ?? [])
            result.sightings.push({ path, sighting: withoutTokens(sighting, path) })
          if (purpose === 'judge') applyRules(format.rules, seen.facts, path, result)
          break
        case 'gap':
          result.gaps.push(withoutTokens(seen.gap, path))
          break
        case 'record':
          result.records.push({ path, record: seen.record })
          break
        case 'child':
          ctx.countMembers(1)
          if (depth + 1 > ctx.limits.depth)
            result.gaps.push({
              at: { path: seen.entry.path },
              reason: 'limit',
              detail: `nested deeper than ${ctx.limits.depth} containers`,
            })
          else walk(seen.entry, seen.as ?? [], depth + 1, state)
          break
        default:
          seen satisfies never
      }
    }
  } catch (error) {
    if (ctx.signal.aborted || error instanceof NotPrepared) throw error
    result.gaps.push(gapOf(error, path, format.id))
  }
  return facts
}

function applyRules(rules: readonly Rule<unknown>[], facts: unknown, path: string, result: Inspection): void {
  for (const rule of rules)
    for (const draft of rule.check(facts, path)) result.drafts.push(completed(rule, draft))
}

function showSource(format: Format<unknown>, facts: unknown, path: string, result: Inspection): void {
  const source = format.source?.(facts)
  if (source) result.code.push({ path, source })
}

export function completed(rule: Rule<unknown>, draft: FindingDraft): RuledDraft {
  const { severity, confidence, remedy } = rule
  return { severity, confidence, remedy, ...draft, rule: rule.id }
}

/** A `maybe` is believed only if it came to facts; until then nothing it said counts. */
function tryWith(format: Format<unknown>, path: string, bytes: Bytes, depth: number, state: Walk): boolean {
  const trial = emptyInspection()
  if (!readWith(format, path, bytes, depth, { ...state, result: trial })) return false
  state.result.artifacts.push(...trial.artifacts)
  state.result.drafts.push(...trial.drafts)
  state.result.gaps.push(...trial.gaps)
  state.result.records.push(...trial.records)
  state.result.sightings.push(...trial.sightings)
  state.result.code.push(...trial.code)
  return true
}

export function gapOf(error: unknown, path: string, reader?: string): Gap {
  if (error instanceof ReadError) {
    const at =
      error.offset === undefined
        ? { path }
        : { path, range: { unit: 'byte' as const, start: error.offset, end: error.offset + 1 } }
    return withoutTokens({ at, reason: error.reason, detail: error.message }, path)
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'EACCES' || code === 'EPERM')
    return { at: { path }, reason: 'denied', detail: `cannot be opened (${code})` }
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { at: { path }, reason: 'crashed', detail: `${reader ?? 'reading'}: ${said}` }
}
