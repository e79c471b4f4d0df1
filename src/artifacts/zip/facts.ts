import type { MemberFlawKind } from '../../bytes/zip/member.ts'
import type { ZipFlaw } from '../../bytes/zip/types.ts'

/** What the structure says before any member is opened, and, last, what opening them showed. */
export type ZipFacts = StructureFacts | OpenedFacts

interface StructureFacts {
  readonly kind: 'structure'
  readonly members: number
  readonly flaws: readonly ZipFlaw[]
  readonly names: readonly NameFact[]
  readonly links: readonly LinkFact[]
  /** Whether the file begins as a program or script, which may carry an archive. */
  readonly program: boolean
}

interface OpenedFacts {
  readonly kind: 'opened'
  readonly flaws: readonly OpenedFlaw[]
  /** Members that nothing but a password opens. */
  readonly encrypted: readonly { readonly name: string; readonly at: number }[]
}

/** A name that leaves the folder into which it is unpacked, or that programs read differently. */
export interface NameFact {
  readonly name: string
  readonly kind: 'parent' | 'absolute' | 'drive' | 'control'
  readonly at: number
}

export interface LinkFact {
  readonly name: string
  /** Untrusted; cut at 4 KiB. */
  readonly target: string
  /** Whether the target lies outside the folder into which the archive is unpacked. */
  readonly leaves: boolean
  readonly at: number
}

export interface OpenedFlaw {
  readonly name: string
  readonly kind: MemberFlawKind
  readonly says: string
  readonly at: number
}
