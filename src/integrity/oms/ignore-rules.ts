import { isAbsolute, relative } from 'node:path'
import { isLoadable } from '../loadable.ts'

/** Left out of every signature, at the top of the model only. */
export const DEFAULT_IGNORED: readonly string[] = ['.git', '.gitattributes', '.github', '.gitignore']

/** Made by downloads, after a model was signed. */
export const DOWNLOAD_RECORDS = '.cache/huggingface'
/** Large, and no loader looks into it. */
export const NOT_LOOKED_INTO: readonly string[] = ['.git']

/** Signatures and checksums are about the model; they are not of it. */
const AUTHORITY = /^(?:sha256|sha512|checksums?)(?:sums?)?(?:\.txt|\.asc)?$/i

/** Written about a signed model: other signatures, a lock. They are left out of a signature, so that they may change. */
export function isMadeLater(path: string): boolean {
  return /(?:^|\/)(?:[^/]*\.sig|assay\.lock)$/i.test(path)
}

export function isAuthority(path: string): boolean {
  return AUTHORITY.test(path) || isMadeLater(path)
}

/** A rule leaves out a path and all that is below it. */
export function ignoredBy(rules: readonly string[]): (path: string) => boolean {
  const exact = new Set(rules)
  return (path) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
      if (exact.has(path.slice(0, end))) return true
    return false
  }
}

/** Rules as a signer wrote them, relative to the model; those that lead elsewhere leave out nothing here. */
export function ownRules(rules: readonly string[]): readonly string[] {
  return rules.flatMap((rule) => {
    const path = rule.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')
    return path === '' || isAbsolute(path) || path.split('/').includes('..') ? [] : [path]
  })
}

/** Whether a file that nobody vouches for would be loaded. What git keeps for itself, no loader reads. */
export function isLoadedThoughIgnored(path: string): boolean {
  return isLoadable(path) && !ignoredBy(DEFAULT_IGNORED)(path)
}

/** The path of a file that lies in the folder, relative to it; nothing if it lies elsewhere. Both are absolute. */
export function pathWithin(folder: string, file: string): string | undefined {
  const path = relative(folder, file)
  return path === '' || path.startsWith('..') || isAbsolute(path) ? undefined : path
}
