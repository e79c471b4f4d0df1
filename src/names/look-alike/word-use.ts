import type { KnownNames } from './known-names.ts'

/** What the words of known names tell about a word. */
export interface WordUse {
  /** It occurs in several names, and so means something by itself. */
  isCommon(token: string): boolean
  /** How many names begin with it and go on. */
  extensionsOf(prefix: string): number
}

const COMMON = 3

/** Counted without `except`: a name is no witness for itself. */
export function wordUse(known: KnownNames, except: string | undefined): WordUse {
  const own = except !== undefined && known.members.has(except) ? except.split('-') : []
  return {
    isCommon: (token) => (known.tokenUses.get(token) ?? 0) - (own.includes(token) ? 1 : 0) >= COMMON,
    extensionsOf: (prefix) =>
      (known.extensions.get(prefix) ?? 0) - (own.length > 0 && except!.startsWith(`${prefix}-`) ? 1 : 0),
  }
}
