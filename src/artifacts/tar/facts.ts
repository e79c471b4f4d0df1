import type { NameDanger } from '../../bytes/member-name.ts'

export interface TarFacts {
  readonly members: number
  /** At most 1,000 each. */
  readonly names: readonly { readonly name: string; readonly kind: NameDanger; readonly at: number }[]
  readonly links: readonly TarLink[]
  readonly specials: readonly { readonly name: string; readonly what: string; readonly at: number }[]
  /** Members behind the end mark, which most programs do not show. */
  readonly behindEnd: readonly { readonly name: string; readonly at: number }[]
}

export interface TarLink {
  readonly name: string
  readonly target: string
  readonly hard: boolean
  /** Whether the target lies outside the folder into which the archive is unpacked. */
  readonly leaves: boolean
  /** A later member that is written through this link. */
  readonly through?: string
  readonly at: number
}
