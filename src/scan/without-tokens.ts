import type { Gap } from '../model/finding.ts'
import type { Sighting } from '../model/sighting.ts'
import { withoutKnownTokens } from '../text/web-address.ts'

/**
 * Readers leave out credentials where they know that one stands. In files that are broken one may stand anywhere: what
 * has the shape of a token goes no further, whoever took it for a name. The file's own path stays as it is.
 */
export function withoutTokens<Said extends Sighting | Gap>(said: Said, path: string): Said {
  return cleaned(said, path) as Said
}

/** The value itself unless something in it had to go: nearly always. */
function cleaned(value: unknown, path: string): unknown {
  if (typeof value === 'string') {
    if (value === path) return value
    const clean = withoutKnownTokens(value)
    return value.startsWith('pkg:') && clean !== value ? clean.replaceAll('***', '%2A%2A%2A') : clean
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map((item) => cleaned(item, path))
    return items.some((item, i) => item !== value[i]) ? items : value
  }
  const fields = Object.entries(value)
  const kept = fields.map(([key, inner]) => [key, cleaned(inner, path)] as const)
  return kept.some(([, inner], i) => inner !== fields[i]![1]) ? Object.fromEntries(kept) : value
}
