/** What one value of a property may be. Numbers and instants have the forms of the JSON-LD serialisation. */
export type ValueType =
  | {
      readonly kind:
        | 'text'
        | 'uri'
        | 'instant'
        | 'semantic-version'
        | 'media-type'
        | 'boolean'
        | 'count'
        | 'positive'
        | 'decimal'
        | 'extension'
    }
  | { readonly kind: 'term'; readonly terms: readonly string[] }
  | { readonly kind: 'object'; readonly class: string }

export interface Property {
  readonly value: ValueType
  readonly many: boolean
  readonly min: number
}

export interface SpdxClass {
  readonly parent: string | undefined
  readonly abstract: boolean
  /** Without those of the parent. */
  readonly properties: Readonly<Record<string, Property>>
}

export type ClassTable = Readonly<Record<string, SpdxClass>>

export function concrete(parent: string | undefined, properties: SpdxClass['properties'] = {}): SpdxClass {
  return { parent, abstract: false, properties }
}

export function abstract(parent: string | undefined, properties: SpdxClass['properties'] = {}): SpdxClass {
  return { parent, abstract: true, properties }
}

export const TEXT: Property = single({ kind: 'text' })
export const TEXTS: Property = many(TEXT)
export const URI: Property = single({ kind: 'uri' })
export const URIS: Property = many(URI)
export const INSTANT: Property = single({ kind: 'instant' })
export const BOOLEAN: Property = single({ kind: 'boolean' })
export const DECIMAL: Property = single({ kind: 'decimal' })
export const SEMANTIC_VERSION: Property = single({ kind: 'semantic-version' })
export const MEDIA_TYPE: Property = single({ kind: 'media-type' })
export const COUNT: Property = single({ kind: 'count' })
export const POSITIVE: Property = single({ kind: 'positive' })
export const EXTENSIONS: Property = many(single({ kind: 'extension' }))

export function term(values: readonly string[]): Property {
  return single({ kind: 'term', terms: values })
}

export function terms(values: readonly string[], min = 0): Property {
  return many(term(values), min)
}

export function object(className: string): Property {
  return single({ kind: 'object', class: className })
}

export function objects(className: string, min = 0): Property {
  return many(object(className), min)
}

export function required(property: Property): Property {
  return { ...property, min: Math.max(1, property.min) }
}

function single(value: ValueType): Property {
  return { value, many: false, min: 0 }
}

function many(property: Property, min = 0): Property {
  return { ...property, many: true, min }
}
