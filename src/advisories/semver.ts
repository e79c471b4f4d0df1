/** A version as Semantic Versioning 2.0 orders it. Numbers stay text: they may have any length. */
export interface Semver {
  readonly release: readonly [major: string, minor: string, patch: string]
  readonly pre: readonly string[]
}

const MAX_LENGTH = 256
const SHAPE = /^[v=]?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/
const DIGITS = /^\d+$/

/** Undefined for what is no full version. What follows `+` names a build and has no order. */
export function parseSemver(text: string): Semver | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const [, major, minor, patch, pre] = SHAPE.exec(text.trim()) ?? []
  if (major === undefined || minor === undefined || patch === undefined) return undefined
  const parts = pre === undefined ? [] : pre.split('.')
  return parts.includes('') ? undefined : { release: [major, minor, patch], pre: parts }
}

/** Below zero when `a` is the older one. */
export function compareSemver(a: Semver, b: Semver): number {
  for (const [i, number] of a.release.entries()) {
    const difference = compareNumbers(number, b.release[i]!)
    if (difference !== 0) return difference
  }
  // A version with an addition comes before the one without.
  if (a.pre.length === 0 || b.pre.length === 0) return Number(a.pre.length === 0) - Number(b.pre.length === 0)
  for (const [i, part] of a.pre.entries()) {
    const other = b.pre[i]
    if (other === undefined) return 1
    const difference = compareParts(part, other)
    if (difference !== 0) return difference
  }
  return a.pre.length - b.pre.length
}

function compareParts(a: string, b: string): number {
  const numbers = [DIGITS.test(a), DIGITS.test(b)]
  if (numbers[0] && numbers[1]) return compareNumbers(a, b)
  if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1
  return a === b ? 0 : a < b ? -1 : 1
}

function compareNumbers(a: string, b: string): number {
  const [left, right] = [withoutZeros(a), withoutZeros(b)]
  return left.length - right.length || (left === right ? 0 : left < right ? -1 : 1)
}

function withoutZeros(digits: string): string {
  return digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits
}
