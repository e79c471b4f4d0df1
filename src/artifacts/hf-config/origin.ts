import type { Origin } from './facts.ts'

export interface Place {
  readonly origin: Origin
  readonly target: string
}

const URL_START = /^[a-z][a-z0-9+.-]*:(?:\/\/|\\\\)/i
const REPOSITORY = /^[\w][\w.-]*(?:\/[\w][\w.-]*)?$/

/** Where a class reference of the form `module.Class` or `repository--module.Class` points. */
export function placeOfClass(reference: string): Place {
  const text = reference.trim()
  if (URL_START.test(text)) return { origin: 'outside', target: text }
  const split = text.indexOf('--')
  if (split >= 0) {
    const repository = text.slice(0, split)
    return { origin: REPOSITORY.test(repository) ? 'repository' : 'outside', target: repository || text }
  }
  if (leavesFolder(text)) return { origin: 'outside', target: text }
  return { origin: 'local', target: moduleFile(text) }
}

/** Absolute paths, drives, URLs and anything that climbs. */
export function leavesFolder(path: string): boolean {
  return (
    URL_START.test(path) ||
    /^(?:[\\/]|[a-z]:|~|file:)/i.test(path) ||
    path.split(/[\\/]/).includes('..') ||
    path.startsWith('..') ||
    path.includes('\0')
  )
}

/** `modeling_x.Model` is the class `Model` of `modeling_x.py`. */
function moduleFile(reference: string): string {
  const dot = reference.lastIndexOf('.')
  return `${(dot > 0 ? reference.slice(0, dot) : reference).replaceAll('.', '/')}.py`
}
