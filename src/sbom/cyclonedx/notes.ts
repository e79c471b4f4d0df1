import { PREFIX, property, type Property } from '../properties.ts'
import type { CycloneDxVersion, ExternalReference } from './document.ts'

/**
 * What is known of an external reference and has no field: as properties, which 1.7 has there, else as
 * `name=value` pairs in the comment.
 */
export function noted(
  version: CycloneDxVersion,
  notes: readonly Property[],
): Pick<ExternalReference, 'comment' | 'properties'> {
  if (notes.length === 0) return {}
  if (version === '1.7') return { properties: notes }
  return { comment: notes.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join(' ') }
}

export function note(name: string, value: string): Property {
  return property(name, value)
}

/** The inverse for comments. Foreign comments hold no notes. */
export function notesIn(comment: string): Property[] {
  if (!comment.startsWith(PREFIX)) return []
  return comment.split(' ').flatMap((pair) => {
    const equals = pair.indexOf('=')
    if (equals < 0) return []
    try {
      return [{ name: pair.slice(0, equals), value: decodeURIComponent(pair.slice(equals + 1)) }]
    } catch {
      return []
    }
  })
}
