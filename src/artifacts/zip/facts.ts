import type { MemberFlawKind } from '../../bytes/zip/member.ts'
import type { ZipFlaw } from '../../bytes/zip/types.ts'

/** What the structure of an archive says before its members are opened, or what opening them showed. */
export interface ZipFacts {
  readonly members: number
  readonly flaws: readonly ZipFlaw[]
  readonly names: readonly NameFact[]
  readonly links: readonly LinkFact[]
  readonly opened: readonly OpenedFact[]
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

export interface OpenedFact {
  readonly name: string
  readonly kind: MemberFlawKind
  readonly says: string
  readonly at: number
}
