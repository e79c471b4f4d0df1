import type { Property } from '../properties.ts'

/** An object of a document that may say anything. Only own fields are looked at. */
export type Fields = Readonly<Record<string, unknown>>

export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

export function fieldIn(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

export function textIn(fields: Fields, name: string): string | undefined {
  const value = fieldIn(fields, name)
  return typeof value === 'string' ? value : undefined
}

export function integerIn(fields: Fields, name: string): number | undefined {
  const value = fieldIn(fields, name)
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

export function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fieldIn(fields, name)
  return Array.isArray(value) ? value : []
}

/** The objects in a list; whatever else stands there is passed over. */
export function eachIn(fields: Fields, name: string): Fields[] {
  return listIn(fields, name)
    .map(asFields)
    .filter((value) => value !== undefined)
}

export function textsIn(fields: Fields, name: string): string[] {
  return listIn(fields, name).filter((value) => typeof value === 'string')
}

/** One object, or the first of a list of them: versions differ. */
export function oneIn(fields: Fields, name: string): Fields | undefined {
  return asFields(fieldIn(fields, name)) ?? eachIn(fields, name)[0]
}

export function propertiesIn(fields: Fields): Property[] {
  return eachIn(fields, 'properties').flatMap((p) => {
    const name = textIn(p, 'name')
    return name === undefined ? [] : [{ name, value: textIn(p, 'value') ?? '' }]
  })
}
