import type { Guard } from '../facts.ts'

/** What a value is in the conversation that is rendered. */
export type Role =
  | 'messages'
  | 'message'
  /** Content as given: a string or a list of parts. */
  | 'content'
  /** An item of content that may be a part with a type, or a character. */
  | 'part'
  /** Content that surely is text. */
  | 'text'
  /** How many messages there are, or which one this is. */
  | 'count'
  | 'date'
  | 'random'

/** A value and the tests that went into it. */
export interface Value {
  readonly roles: ReadonlySet<Role>
  readonly guards: readonly Guard[]
}

const MAX_GUARDS = 24

export const NOTHING: Value = { roles: new Set(), guards: [] }

export function roleValue(...roles: Role[]): Value {
  return { roles: new Set(roles), guards: [] }
}

export function isContent({ roles }: Value): boolean {
  return roles.has('content') || roles.has('text')
}

export function merge(...values: readonly Value[]): Value {
  const roles = new Set(values.flatMap((v) => [...v.roles]))
  return { roles, guards: mergeGuards(values.map((v) => v.guards)) }
}

export function withGuards(value: Value, guards: readonly Guard[]): Value {
  return guards.length === 0 ? value : { roles: value.roles, guards: mergeGuards([value.guards, guards]) }
}

export function mergeGuards(lists: readonly (readonly Guard[])[]): readonly Guard[] {
  const nonEmpty = lists.filter((list) => list.length > 0)
  if (nonEmpty.length < 2) return nonEmpty[0] ?? []
  const merged = new Map<string, Guard>()
  for (const guard of nonEmpty.flat())
    merged.set(`${guard.on} ${guard.absent} ${guard.line} ${guard.words.join('\0')}`, guard)
  return [...merged.values()].slice(0, MAX_GUARDS)
}

/** The guards of the opposite condition. */
export function flipped(guards: readonly Guard[]): readonly Guard[] {
  return guards.map((guard) => ({ ...guard, absent: !guard.absent }))
}

/** For what was decided elsewhere, either way: both outcomes depend on the words. */
export function unsigned(guards: readonly Guard[]): readonly Guard[] {
  return guards.map((guard) => (guard.absent ? { ...guard, absent: false } : guard))
}

export function sameSize(a: Value, b: Value): boolean {
  return a.roles.size === b.roles.size && a.guards.length === b.guards.length
}
