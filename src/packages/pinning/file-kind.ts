import type { PackageSet } from '../package-set.ts'

/**
 * What a file is to the tool that installs from it. `requirements`: pip installs from it as it is; `input`: a tool
 * compiles a lock of it; `project`: states ranges, and a lock beside it decides; `script`: a script with its own
 * requirements; `environment`: conda resolves it anew each time; `lock`: versions that were chosen.
 */
export type FileKind =
  | 'requirements'
  | 'input'
  | 'project'
  | 'script'
  | 'environment'
  | 'lock'
  | 'constraints'

/** Undefined for what is installed: it is no wish, and its records are another matter. */
export function fileKind(set: PackageSet): FileKind | undefined {
  const { kind, title, constraints, packages } = set
  if (kind === 'environment') return undefined
  if (constraints) return 'constraints'
  if (/\.(?:txt|in|pip)$/i.test(title) && !packages.some(({ ecosystem }) => ecosystem === 'conda'))
    return /\.in$/i.test(title) ? 'input' : 'requirements'
  if (kind === 'lock') return 'lock'
  if (/\.py$/i.test(title)) return 'script'
  return /\.ya?ml$/i.test(title) ? 'environment' : 'project'
}

/** Whether hashes can stand beside versions in it. */
export function carriesHashes(set: PackageSet): boolean {
  const kind = fileKind(set)
  return kind === 'requirements' || kind === 'lock'
}
