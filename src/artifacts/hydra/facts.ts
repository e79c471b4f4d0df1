/** A key whose value a framework imports and calls. */
export interface TargetFact {
  readonly line?: number
  /** `_target_`, `class_path`, `py/object` … */
  readonly key: string
  /** Dotted Python name, as written; may hold interpolations. */
  readonly target: string
  /** What it is called with, as far as one line shows it. */
  readonly args: string
  /** A lone `target` may name anything; with `params` beside it, it is what to build. */
  readonly certain: boolean
}

/** A YAML tag that an unsafe loader turns into an import: `!!python/object/apply:os.system`. */
export interface TagFact {
  readonly line?: number
  /** `object/apply`, `name`, `module` … */
  readonly verb: string
  readonly target: string
  readonly args: string
}

/** `${resolver:argument}`. */
export interface ResolverFact {
  readonly line?: number
  readonly resolver: string
  readonly argument: string
}

export interface HydraFacts {
  readonly targets: readonly TargetFact[]
  readonly tags: readonly TagFact[]
  readonly resolvers: readonly ResolverFact[]
}
