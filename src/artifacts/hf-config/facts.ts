import type { JsonValue } from '../../bytes/json.ts'

/** The parts of the Hugging Face family of metadata that make a loader run or import code. */
export type Mechanism =
  | 'auto_map'
  | 'custom pipeline'
  | 'custom generation'
  | 'pipeline class'
  | 'pipeline component'
  | 'module list'
  | 'adapter base class'
  | 'kernel'

/**
 * `local`: a module beside the document. `repository`: another repository on the hub. `outside`: a URL or a
 * path that leaves the repository. `installed`: whatever Python finds under that name when it imports it.
 */
export type Origin = 'local' | 'repository' | 'outside' | 'installed'

export interface CodeReference {
  readonly by: Mechanism
  /** Where it stands: `auto_map.AutoModel`. */
  readonly key: string
  readonly line: number
  /** As it is written. */
  readonly value: string
  readonly origin: Origin
  /** Where the code lives: a repository, a module, a URL. */
  readonly target: string
  /** Whether every loader asks (`trust_remote_code`) before a copy on disk runs it. */
  readonly asks: boolean
}

export interface HfConfigFacts {
  readonly code: readonly CodeReference[]
  /** Lines with `trust_remote_code: true`, and whether a loader passes it on as the caller's own argument. */
  readonly trusting: readonly { readonly line: number; readonly passedOn: boolean }[]
  /** Keys of JSON dialects that rebuild Python objects: `py/reduce`. */
  readonly objects: readonly { readonly key: string; readonly line: number; readonly value: string }[]
  readonly repeated: readonly { readonly key: string; readonly line: number }[]
  /** Shards that an index looks for outside its folder. */
  readonly strayShards: readonly { readonly tensor: string; readonly shard: string; readonly line: number }[]
  /** All of it, for what it says of the model. */
  readonly document: JsonValue
}
