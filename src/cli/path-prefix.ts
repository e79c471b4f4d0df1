import { statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'

/**
 * Paths in a report are relative to the scanned root. Code hosts know files by their path in the
 * repository, where the command usually runs: this is what stands between the two, or nothing.
 */
export function pathPrefix(paths: readonly string[], cwd: string): string {
  const [path] = paths
  if (paths.length !== 1 || path === undefined || path === '-') return ''
  const target = resolve(cwd, path)
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() === true
  const prefix = relative(cwd, isFolder ? target : dirname(target))
    .split(sep)
    .join('/')
  return prefix === '' || prefix.startsWith('..') ? '' : `${prefix}/`
}
