/**
 * A configuration document whatever its notation, with the lines that its values stand on. Plain lists instead of
 * objects: keys of hostile files are data.
 */
export type ConfigValue = ConfigScalar | ConfigMap | ConfigList

interface ConfigScalar {
  readonly kind: 'scalar'
  /** From one. */
  readonly line: number
  readonly value: string | number | boolean | null
  /** Text of a block that keeps its lines starts on the line below. */
  readonly block?: true
}

interface ConfigMap {
  readonly kind: 'map'
  readonly line: number
  readonly entries: readonly ConfigEntry[]
}

export interface ConfigEntry {
  readonly key: string
  readonly line: number
  readonly value: ConfigValue
}

interface ConfigList {
  readonly kind: 'list'
  readonly line: number
  readonly items: readonly ConfigValue[]
}

export const MAX_DEPTH = 100
/** A value in memory costs far more than its characters. */
export const MAX_VALUES = 200_000

export function entryOf(value: ConfigValue | undefined, key: string): ConfigEntry | undefined {
  return value?.kind === 'map' ? value.entries.findLast((e) => e.key === key) : undefined
}

/** The value at a path of keys. */
export function at(value: ConfigValue | undefined, ...keys: readonly string[]): ConfigValue | undefined {
  let current = value
  for (const key of keys) current = entryOf(current, key)?.value
  return current
}

export function items(value: ConfigValue | undefined): readonly ConfigValue[] {
  return value?.kind === 'list' ? value.items : []
}

export function entries(value: ConfigValue | undefined): readonly ConfigEntry[] {
  return value?.kind === 'map' ? value.entries : []
}

/** Undefined for everything that is no text: nobody names a model with a number. */
export function text(value: ConfigValue | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
}

/** Numbers and booleans as they would be written. */
export function anyText(value: ConfigValue | undefined): string | undefined {
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined
}
