/** A JSON object whose keys a stranger chose. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Undefined where the text is no JSON object. */
export function parseObject(text: Buffer | undefined): JsonObject | undefined {
  if (!text) return undefined
  try {
    return asObject(JSON.parse(text.toString('utf8')))
  } catch {
    return undefined
  }
}

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined
}

/** An own property; inherited ones are nobody's statement. */
export function own(object: JsonObject | undefined, key: string): unknown {
  return object && Object.hasOwn(object, key) ? object[key] : undefined
}

export function ownNumber(object: JsonObject | undefined, key: string): number | undefined {
  const value = own(object, key)
  return typeof value === 'number' ? value : undefined
}

export function ownText(object: JsonObject | undefined, key: string): string | undefined {
  const value = own(object, key)
  return typeof value === 'string' ? value : undefined
}
