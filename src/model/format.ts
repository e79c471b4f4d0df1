import type { Context } from './context.ts'
import type { Bytes, Entry, Sample } from './entry.ts'
import type { Gap } from './finding.ts'
import type { FileRecord } from './record.ts'
import type { Rule } from './rule.ts'
import type { Sighting } from './sighting.ts'

/**
 * `yes`: a real loader of this format would take these bytes. Every format that says yes reads them,
 * so that a polyglot is seen from all sides.
 * `maybe`: nothing rules it out; read only when no format says yes, and believed only if the read
 * comes to facts.
 */
export type Claim = 'yes' | 'maybe' | 'no'

/** What a reader yields. */
export type Observation<Facts> =
  | { readonly kind: 'facts'; readonly facts: Facts }
  | { readonly kind: 'gap'; readonly gap: Gap }
  | { readonly kind: 'record'; readonly record: FileRecord }
  /** A member to be walked like a file of its own. `as` names formats that must read it whatever its bytes claim. */
  | { readonly kind: 'child'; readonly entry: Entry; readonly as?: readonly string[] }

/**
 * A reader of one format. It states facts and has no opinions.
 * `claims` and `read` never trust the name, the sizes or the counts that the bytes declare.
 */
export interface Format<Facts> {
  /** Kebab-case, the folder's name. */
  readonly id: string
  /** As people write it. */
  readonly title: string
  /** Lower case with the dot: the names under which people expect it. Compared with the content, never trusted. */
  readonly extensions: readonly string[]
  /** What loading a well-formed file of this kind can do. Decides how bad a misleading extension is. */
  readonly onLoad: 'data' | 'code'
  readonly rules: readonly Rule<Facts>[]
  /** Work that must be awaited once per thread before `read`: compiling a WASM grammar. */
  readonly preparation?: { done(): boolean; run(): Promise<void> }
  claims(sample: Sample): Claim
  /** Ends in facts, gaps or a `ReadError`; what was yielded before an error counts. */
  read(entry: { readonly path: string; readonly bytes: Bytes }, ctx: Context): Iterable<Observation<Facts>>
  /**
   * Its records, sightings or members tell the inventory something: it is read for a bill of materials, too,
   * where formats that only feed rules are not.
   */
  readonly inventory?: true
  /** Its claim searches the text and names no kind of file: an inventory does without it. */
  readonly searches?: true
  /** The components that the facts speak of. */
  sightings?(facts: Facts, path: string): Iterable<Sighting>
  /** Source-like rendering of what loading would run, bounded, for `--show-code`. Untrusted text. */
  source?(facts: Facts): string | undefined
}
