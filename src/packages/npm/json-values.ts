import { isObject, member, type JsonValue } from '../../bytes/json.ts'

/** The member when it is text that says something. */
export function text(value: JsonValue | undefined, key: string): string | undefined {
  const found = member(value, key)?.value
  return typeof found === 'string' && found !== '' ? found : undefined
}

export function truth(value: JsonValue | undefined, key: string): boolean {
  return member(value, key)?.value === true
}

/** A mapping of names to ranges. */
export function ranges(
  value: JsonValue | undefined,
): { readonly name: string; readonly range: string; readonly line: number }[] {
  if (!isObject(value)) return []
  return value.members.flatMap((m) =>
    typeof m.value === 'string' ? [{ name: m.key, range: m.value, line: m.line }] : [],
  )
}
