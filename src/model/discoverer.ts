import type { Context } from './context.ts'
import type { Bytes, Sample } from './entry.ts'
import type { Gap } from './finding.ts'
import type { FileRecord } from './record.ts'
import type { Rule } from './rule.ts'
import type { Sighting } from './sighting.ts'

/** What a discoverer's reading yields. */
export type Discovery<Facts> =
  | { readonly kind: 'facts'; readonly facts: Facts }
  | { readonly kind: 'gap'; readonly gap: Gap }

/**
 * A reader of files that name components: lock files, client configurations, source code, model cards.
 * Names of such files carry meaning, for that is how their programs find them. It states facts; what
 * the facts mean for the inventory is `sightings`.
 */
export interface Discoverer<Facts> {
  /** Kebab-case, the folder's name. */
  readonly id: string
  /** As people write it. */
  readonly title: string
  /** Work that must be awaited once per thread before `read`: compiling a WASM grammar. */
  readonly preparation?: { done(): boolean; run(): Promise<void> }
  /** Cheap, from path, name and head. Several discoverers may claim one file. */
  claims(sample: Sample): boolean
  /** Ends in facts, gaps or a `ReadError`; what was yielded before an error counts. One broken entry never costs its siblings. */
  read(file: { readonly path: string; readonly bytes: Bytes }, ctx: Context): Iterable<Discovery<Facts>>
  sightings(facts: Facts, path: string): Iterable<Sighting>
  /** What the facts mean for the files around it. */
  records?(facts: Facts, path: string): Iterable<FileRecord>
  /** Opinions over the facts, for a judgement. Several discoverers that state the same facts share them. */
  readonly rules?: readonly Rule<Facts>[]
}
