/** Values of parsed JSON, whoever wrote it. */
export type JsonRecord = Readonly<Record<string, unknown>>

export function recordOf(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : undefined
}

/** Own values alone: a dump may name what every object inherits. */
export function valueIn(value: unknown, key: string): unknown {
  const record = recordOf(value)
  return record && Object.hasOwn(record, key) ? record[key] : undefined
}

export function listIn(value: unknown, key: string): readonly unknown[] {
  const list = valueIn(value, key)
  return Array.isArray(list) ? list : []
}

export function textIn(value: unknown, key: string): string | undefined {
  const text = valueIn(value, key)
  return typeof text === 'string' ? text : undefined
}
