import type { Hash } from '../../model/component.ts'
import type { Mention } from '../../names/mention.ts'

/** A component that the program uses, with the hash of its text where it is one: a prompt. */
export interface Use {
  readonly mention: Mention
  readonly content?: { readonly hash: Hash; readonly size: number }
}

export interface ModelUseFacts {
  readonly uses: readonly Use[]
}
