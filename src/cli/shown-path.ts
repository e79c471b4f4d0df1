import { basename, isAbsolute, relative, sep } from 'node:path'

/**
 * How results name a path that the user typed: as it was typed, or without what it tells of the machine, so that
 * what is found is the same wherever the files lie.
 */
export function shownPath(typed: string, cwd: string): string {
  if (!isAbsolute(typed)) return typed
  const inside = relative(cwd, typed)
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) ? basename(typed) : inside
}
