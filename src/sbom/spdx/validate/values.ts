import type { ValueType } from '../vocabulary/class-table.ts'
import { isRaw } from '../read/values.ts'

type Simple = Exclude<ValueType, { kind: 'object' }>

const IRI = /^(?!_:).+:.+/
const BLANK = /^_:.+/
const INSTANT = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\dZ$/
const MEDIA_TYPE = /^[^/]+\/[^/]+$/
const DECIMAL = /^-?[0-9]+(?:\.[0-9]*)?$/
const SEMANTIC_VERSION =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/
/** Longer ones are no version, and would be tried in many ways. */
const MAX_VERSION = 256

export function isIri(value: unknown): value is string {
  return typeof value === 'string' && IRI.test(value)
}

export function isBlankNode(value: unknown): value is string {
  return typeof value === 'string' && BLANK.test(value)
}

/** What is expected instead; undefined when the value has the form. */
export function expected(type: Simple, value: unknown): string | undefined {
  switch (type.kind) {
    case 'text':
    case 'uri':
      return typeof value === 'string' ? undefined : 'text'
    case 'instant':
      return matches(value, INSTANT) ? undefined : 'an instant like 2026-01-31T12:00:00Z'
    case 'semantic-version':
      return matches(value, SEMANTIC_VERSION, MAX_VERSION) ? undefined : 'a version like 3.0.1'
    case 'media-type':
      return matches(value, MEDIA_TYPE) ? undefined : 'a media type'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false'
    case 'count':
      return Number.isInteger(value) && Number(value) >= 0 ? undefined : 'a number from 0 on'
    case 'positive':
      return Number.isInteger(value) && Number(value) >= 1 ? undefined : 'a number from 1 on'
    case 'decimal':
      return typeof value === 'number' || matches(value, DECIMAL) ? undefined : 'a decimal number'
    case 'term':
      return typeof value === 'string' && type.terms.includes(value) ? undefined : oneOf(type.terms)
    case 'extension':
      return isRaw(value) || isIri(value) || isBlankNode(value) ? undefined : 'an extension'
    default:
      return type satisfies never
  }
}

function matches(value: unknown, pattern: RegExp, longest = Infinity): boolean {
  return typeof value === 'string' && value.length <= longest && pattern.test(value)
}

function oneOf(terms: readonly string[]): string {
  const shown = terms.slice(0, 8).join(', ')
  return `one of ${shown}${terms.length > 8 ? ` and ${terms.length - 8} more` : ''}`
}
