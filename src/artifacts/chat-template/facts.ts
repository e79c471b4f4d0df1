/** One template of a file. Lines count from one, in the template's own text. */
export interface ChatTemplateFacts {
  /** As the file names it, `''` where it is the only one. */
  readonly name: string
  /** Line of the file on which the template's first line stands; all lines of a JSON string are one. */
  readonly lineInFile: (line: number) => number
  /** It speaks of messages, or stands where loaders look for a chat template. */
  readonly isChat: boolean
  /** Why it could not be parsed; then only `hidden` and `reaches` say something. */
  readonly broken?: { readonly line: number; readonly says: string }
  readonly reaches: readonly Reach[]
  readonly emissions: readonly Emission[]
  readonly rewrites: readonly Rewrite[]
  readonly hidden: readonly HiddenText[]
}

export type ReachKind =
  /** An attribute of Python's inside: `__globals__`, `mro`, `gi_frame`. */
  | 'internal-attribute'
  /** A name with a leading underscore that is not known to be dangerous. */
  | 'private-attribute'
  /** `attr` with a name that the template computes. */
  | 'computed-attribute'
  | 'attr-filter'
  /** An attribute of a function that the engine provides: the usual first step out of the sandbox. */
  | 'function-attribute'
  /** An object of a web framework, which a chat template has no business with. */
  | 'framework-object'
  | 'dangerous-call'
  | 'unknown-call'
  /** Other templates by path. */
  | 'load'
  /** A string that is half of an internal name. */
  | 'name-fragment'
  /** Work that no message needs: a huge loop, power or repetition. */
  | 'resource'

export interface Reach {
  readonly kind: ReachKind
  /** The attribute, function or path. Untrusted text. */
  readonly name: string
  readonly line: number
}

/** What decides whether a part of the template is rendered. */
export interface Guard {
  readonly on: 'content' | 'count' | 'date' | 'random'
  /** Literals that it is compared with; none where they are computed. */
  readonly words: readonly string[]
  /** The part is rendered where the words are missing: as good as always. */
  readonly absent: boolean
  readonly line: number
}

/** Text of the template's own that ends up in the prompt. */
export interface Emission {
  readonly text: string
  readonly line: number
  readonly guards: readonly Guard[]
}

/** Text of messages that the template replaces with text of its own. */
export interface Rewrite {
  readonly from: string
  readonly to: string
  readonly line: number
  readonly guards: readonly Guard[]
}

export interface HiddenText {
  readonly kind: 'direction' | 'tag' | 'invisible'
  readonly count: number
  readonly line: number
  /** Tag characters spell ASCII; what they say. */
  readonly decoded?: string
}
