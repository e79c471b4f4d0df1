import { parsePythonVersion, type PythonVersion } from '../names/python-version.ts'
import { parseSemver, type Semver } from './semver.ts'

/** Ecosystems whose versions can be compared, as OSV spells them. */
export const ADVISORY_ECOSYSTEMS = ['PyPI', 'npm'] as const
export type AdvisoryEcosystem = (typeof ADVISORY_ECOSYSTEMS)[number]

/**
 * A version as text that sorts as the ecosystem orders versions, character by character. An index holds keys, so
 * that an audit parses the versions of its packages alone. Characters are below 256.
 */
export type VersionKey = string

/** The keys by which a version is compared with bounds. */
export interface VersionKeys {
  /** Without the local part. */
  readonly released: VersionKey
  readonly full: VersionKey
}

/** In front of the key of a bound that names a local part. No key begins like this. */
const LOCAL_BOUND = '\u00ff'
const LOCAL_BOUND_CODE = 0xff

/** Undefined when the version cannot be read in its ecosystem. */
export function versionKeys(ecosystem: AdvisoryEcosystem, version: string): VersionKeys | undefined {
  if (ecosystem === 'npm') {
    const parsed = parseSemver(version)
    const key = parsed && semverKey(parsed)
    return key === undefined ? undefined : { released: key, full: key }
  }
  if (FINAL_RELEASE.test(version)) {
    const key = finalKey(version)
    return { released: key, full: key }
  }
  const parsed = parsePythonVersion(version)
  if (!parsed) return undefined
  const released = pythonKey(parsed)
  return { released, full: released + localKey(parsed.local ?? []) }
}

/** The key of a bound that an advisory names. */
export function boundKey(ecosystem: AdvisoryEcosystem, version: string): VersionKey | undefined {
  const keys = versionKeys(ecosystem, version)
  return keys && (keys.full === keys.released ? keys.full : LOCAL_BOUND + keys.full)
}

/**
 * Below zero when the version is older than the bound, zero when the bound means it. `2.9.1+cu130` is a build of
 * 2.9.1, which is what an advisory means that names no build.
 */
export function againstBound(version: VersionKeys, bound: VersionKey): number {
  return isLocalBound(bound)
    ? compareKeys(version.full, bound.slice(LOCAL_BOUND.length))
    : compareKeys(version.released, bound)
}

/** Whether the bound names a local part, so that builds of one release lie on both sides of it. */
export function isLocalBound(bound: VersionKey): boolean {
  return bound.charCodeAt(0) === LOCAL_BOUND_CODE
}

/** The keys of a bound, to compare it with others. */
export function keysOfBound(bound: VersionKey): VersionKeys {
  const full = isLocalBound(bound) ? bound.slice(LOCAL_BOUND.length) : bound
  return { released: full, full }
}

function compareKeys(a: VersionKey, b: VersionKey): number {
  return a === b ? 0 : a < b ? -1 : 1
}

const END = '\0'
const FINAL = '\u0004'
const NO_DEV = '\u00fe'
/** Longer than any version that is read. */
const MAX_DIGITS = 250

/** Most versions are like this, and need no parser. */
const FINAL_RELEASE = /^\d{1,15}(?:\.\d{1,15}){0,7}$/
const NO_EPOCH = '\u00010'

/** What `pythonKey` gives for a release that is nothing else. */
function finalKey(version: string): VersionKey {
  const parts = version.split('.')
  while (parts.length > 0 && Number(parts.at(-1)) === 0) parts.pop()
  let key = NO_EPOCH
  for (const part of parts) key += digitsKey(part)
  return key + END + FINAL + END + NO_DEV
}

function pythonKey({ epoch, release, pre, post, dev }: PythonVersion): VersionKey {
  let length = release.length
  while (length > 0 && release[length - 1] === 0) length--
  let key = number(epoch)
  for (let i = 0; i < length; i++) key += number(release[i]!)
  key += END
  // Development versions of a release come before its alphas, the release itself after its candidates.
  if (pre) key += { a: '\u0001', b: '\u0002', rc: '\u0003' }[pre[0]] + number(pre[1])
  else key += post === undefined && dev !== undefined ? '\0' : FINAL
  return key + (post === undefined ? END : number(post)) + (dev === undefined ? NO_DEV : number(dev))
}

/** Words come before numbers. */
function localKey(local: readonly (string | number)[]): string {
  return local
    .map((part) => (typeof part === 'number' ? `\u0002${number(part)}` : `\u0001${part}${END}`))
    .join('')
}

/** What comes before a release sorts by its parts, numbers before words, and a shorter list first. */
function semverKey({ release, pre }: Semver): VersionKey | undefined {
  if (release.some((digits) => digits.length > MAX_DIGITS)) return undefined
  const parts = pre.map((part) => (/^\d+$/.test(part) ? `\u0001${digitsKey(part)}` : `\u0002${part}${END}`))
  return release.map(digitsKey).join('') + (pre.length === 0 ? NO_DEV : parts.join('') + END)
}

function number(value: number): string {
  return digitsKey(value < 1e21 ? String(value) : BigInt(value).toString())
}

/** A longer number is a larger one. */
function digitsKey(digits: string): string {
  const significant = digits.length > 1 && digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits
  return String.fromCharCode(significant.length) + significant
}
