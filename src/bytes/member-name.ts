export type NameDanger = 'parent' | 'absolute' | 'drive' | 'control'

/**
 * What a member's name does to a program that unpacks it. Backslashes separate on Windows, so they count
 * everywhere; a NUL ends the name for Python and C.
 */
export function nameDanger(name: string): NameDanger | undefined {
  if (/\p{Cc}/u.test(name.replaceAll('\t', ''))) return 'control'
  if (/^[a-z]:/i.test(name)) return 'drive'
  if (/^[/\\]/.test(name)) return 'absolute'
  if (!name.includes('..')) return undefined
  return name.split(/[/\\]/).some((part) => /^\.\.[. ]*$/.test(part)) ? 'parent' : undefined
}

/** Whether a link at `name` to `target` leads out of the folder into which both are unpacked. */
export function linkLeaves(name: string, target: string): boolean {
  if (/^([/\\]|[a-z]:)/i.test(target)) return true
  let depth = name.split(/[/\\]/).filter((part) => part !== '' && part !== '.').length - 1
  for (const part of target.split(/[/\\]/)) {
    if (part === '..') depth--
    else if (part !== '' && part !== '.') depth++
    if (depth < 0) return true
  }
  return false
}
