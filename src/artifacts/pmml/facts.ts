import type { DoctypeFact, EntityFact } from '../xml-entity.ts'

/** An offset in the document's text; `line` counts from 1. */
interface Place {
  readonly line: number
}

/** Content that a vendor put in, or an attribute or text that speaks of code. */
export interface ExtensionFact extends Place {
  readonly extender: string
  readonly name: string
  readonly value: string
}

export interface ApplyFact extends Place {
  readonly function: string
}

export interface ReferenceFact extends Place {
  readonly element: string
  readonly attribute: string
  readonly target: string
}

export interface PmmlFacts {
  readonly version: string
  readonly doctype: DoctypeFact | undefined
  readonly entities: readonly EntityFact[]
  /** Names of entities that the document uses. */
  readonly used: readonly string[]
  readonly extensions: readonly ExtensionFact[]
  /** Functions that are neither built in nor defined in the document, once each. */
  readonly unknownFunctions: readonly ApplyFact[]
  readonly references: readonly ReferenceFact[]
}
