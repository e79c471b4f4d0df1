/** Own fields of parsed JSON, whoever wrote it. */
export function fieldOf(value: unknown, key: string): unknown {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
}

export function textOf(value: unknown, key: string): string | undefined {
  const text = fieldOf(value, key)
  return typeof text === 'string' ? text : undefined
}

export function listOf(value: unknown, key: string): readonly unknown[] | undefined {
  const list = fieldOf(value, key)
  return Array.isArray(list) ? (list as unknown[]) : undefined
}
