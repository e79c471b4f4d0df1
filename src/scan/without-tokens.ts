import type { Gap } from '../model/finding.ts'
import type { Sighting } from '../model/sighting.ts'
import { withoutKnownTokens } from '../text/web-address.ts'

/**
 * Readers leave out credentials where they know that one stands. In files that are broken one may stand anywhere: what
 * has the shape of a token goes no further, whoever took it for a name. The file's own path stays as it is.
 */
export function withoutTokens<Said extends Sighting | Gap>(said: Said, path: string): Said {
  return isClean(said, path) ? said : (cleaned(said, path) as Said)
}

/** Nearly always: nothing is made anew. */
function isClean(value: unknown, path: string): boolean {
  if (typeof value === 'string') return value === path || withoutKnownTokens(value) === value
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every((item) => isClean(item, path))
  for (const key in value) if (!isClean((value as Readonly<Record<string, unknown>>)[key], path)) return false
  return true
}

function cleaned(value: unknown, path: string): unknown {
  if (typeof value === 'string') {
    if (value === path) return value
    const clean = withoutKnownTokens(value)
    return value.startsWith('pkg:') && clean !== value ? clean.replaceAll('***', '%2A%2A%2A') : clean
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => cleaned(item, path))
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner, path)]))
}
