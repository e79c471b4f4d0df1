import type { Gadget } from '../contract.ts'

/** Names that do the same, found by the same people. */
export interface GadgetGroup {
  /** Verb phrase in the present tense. */
  readonly does: string
  readonly source: string
  /** Module to names, separated by white space; `*` for all. */
  readonly names: Readonly<Record<string, string>>
}

export function gadgetsOf(groups: readonly GadgetGroup[]): Gadget[] {
  return groups.flatMap(({ does, source, names }) =>
    Object.entries(names).flatMap(([module, list]) =>
      list
        .trim()
        .split(/\s+/)
        .map((name) => ({ module, name, does, source })),
    ),
  )
}
