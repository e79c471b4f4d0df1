/** An object of a document that may be hostile: every value is looked at before it is believed. */
export type Raw = Readonly<Record<string, unknown>>

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function text(raw: Raw, key: string): string | undefined {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined
  return typeof value === 'string' ? value : undefined
}

export function integer(raw: Raw, key: string): number | undefined {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined
  return Number.isSafeInteger(value) ? (value as number) : undefined
}

/** JSON-LD may leave out the brackets around a single value. */
export function list(raw: Raw, key: string): readonly unknown[] {
  const value = Object.hasOwn(raw, key) ? raw[key] : undefined
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

export function texts(raw: Raw, key: string): string[] {
  return list(raw, key).filter((value) => typeof value === 'string')
}

export function objects(raw: Raw, key: string): Raw[] {
  return list(raw, key).filter(isRaw)
}

/** Ids that a property refers to, whether by name or by the object itself. */
export function references(raw: Raw, key: string): string[] {
  return list(raw, key).flatMap((value) => {
    const id = isRaw(value) ? idOf(value) : value
    return typeof id === 'string' ? [id] : []
  })
}

export function idOf(raw: Raw): string | undefined {
  return text(raw, 'spdxId') ?? text(raw, '@id')
}

export function typeOf(raw: Raw): string | undefined {
  return text(raw, 'type') ?? text(raw, '@type')
}

/** What a decoder makes of each value; what it makes nothing of is left out. */
export function decoded<T>(values: readonly unknown[], decode: (raw: Raw) => T | undefined): T[] {
  return values.flatMap((value) => {
    const result = isRaw(value) ? decode(value) : undefined
    return result === undefined ? [] : [result]
  })
}

/** The value, when it is one of the given texts. */
export function oneOf<T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((v) => v === value)
}
