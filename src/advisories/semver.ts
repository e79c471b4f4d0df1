/** A version as Semantic Versioning 2.0 orders it. Numbers stay text: they may have any length. */
export interface Semver {
  readonly release: readonly [major: string, minor: string, patch: string]
  readonly pre: readonly string[]
}

const MAX_LENGTH = 256
const SHAPE = /^[v=]?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/

/** Undefined for what is no full version. What follows `+` names a build and has no order. */
export function parseSemver(text: string): Semver | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const [, major, minor, patch, pre] = SHAPE.exec(text.trim()) ?? []
  if (major === undefined || minor === undefined || patch === undefined) return undefined
  const parts = pre === undefined ? [] : pre.split('.')
  return parts.includes('') ? undefined : { release: [major, minor, patch], pre: parts }
}
