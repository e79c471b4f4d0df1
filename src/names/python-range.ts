import {
  comparePythonVersions,
  isPreRelease,
  parsePythonVersion,
  type PythonVersion,
} from './python-version.ts'

const MAX_CLAUSES = 200

/**
 * Whether a version lies in a range: specifiers of PEP 440, and what poetry writes besides (`^1.2`, `~1.2`, `1.*`,
 * `||`). Undefined when either is none. Pre-releases count like all others: in a lock somebody chose them.
 */
export function satisfiesPython(version: string, range: string): boolean | undefined {
  const parsed = parsePythonVersion(version)
  if (!parsed) return undefined
  let known = true
  for (const alternative of range.split('||', MAX_CLAUSES)) {
    const verdicts = clausesOf(alternative).map((clause) => satisfiesClause(parsed, version, clause))
    if (verdicts.every((verdict) => verdict === true)) return true
    if (verdicts.every((verdict) => verdict !== false)) known = false
  }
  return known ? false : undefined
}

/** As `satisfiesPython`, for ranges in which pre-releases are refused. */
export function satisfiesFinal(version: string, range: string): boolean | undefined {
  const parsed = parsePythonVersion(version)
  return parsed && isPreRelease(parsed) ? false : satisfiesPython(version, range)
}

function clausesOf(text: string): readonly string[] {
  return text
    .split(',', MAX_CLAUSES)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '' && clause !== '*')
}

function satisfiesClause(version: PythonVersion, text: string, clause: string): boolean | undefined {
  const [, operator = '', rest = ''] = /^(===|~=|==|!=|<=|>=|<|>|\^|~|=)?\s*(.*)$/.exec(clause) ?? []
  if (operator === '===') return text.trim().toLowerCase() === rest.toLowerCase()
  const wild = /^(.*)\.[*x]$/.exec(rest)
  const bound = parsePythonVersion(wild?.[1] ?? rest)
  if (!bound) return undefined
  if (wild) {
    const inside = startsWith(version, bound)
    return operator === '!='
      ? !inside
      : operator === '' || operator === '==' || operator === '='
        ? inside
        : undefined
  }
  switch (operator) {
    case '':
    case '=':
    case '==':
      return equals(version, bound)
    case '!=':
      return !equals(version, bound)
    case '<=':
      return comparePythonVersions(publicOf(version), bound) <= 0
    case '>=':
      return comparePythonVersions(publicOf(version), bound) >= 0
    case '<':
      return isBelow(version, bound)
    case '>':
      return isAbove(version, bound)
    case '~=':
      return bound.release.length > 1 && notOlderIn(version, bound, bound.release.slice(0, -1))
    case '~':
      return notOlderIn(version, bound, bound.release.slice(0, 2))
    default:
      return notOlderIn(version, bound, bound.release.slice(0, leading(bound.release)))
  }
}

/** A caret lets everything change behind the first number that is not zero. */
function leading(release: readonly number[]): number {
  const first = release.findIndex((n) => n !== 0)
  return first < 0 ? release.length : first + 1
}

function notOlderIn(version: PythonVersion, bound: PythonVersion, release: readonly number[]): boolean {
  return (
    comparePythonVersions(publicOf(version), bound) >= 0 &&
    startsWith(version, { epoch: bound.epoch, release })
  )
}

function publicOf(version: PythonVersion): PythonVersion {
  if (!version.local) return version
  const { local: _, ...rest } = version
  return rest
}

function baseOf({ epoch, release }: PythonVersion): PythonVersion {
  return { epoch, release }
}

function equals(version: PythonVersion, bound: PythonVersion): boolean {
  return comparePythonVersions(bound.local ? version : publicOf(version), bound) === 0
}

function startsWith(version: PythonVersion, { epoch, release }: PythonVersion): boolean {
  return version.epoch === epoch && release.every((n, i) => n === (version.release[i] ?? 0))
}

function sameBase(a: PythonVersion, b: PythonVersion): boolean {
  return comparePythonVersions(baseOf(a), baseOf(b)) === 0
}

/** `<1.0` leaves out the pre-releases of 1.0 itself. */
function isBelow(version: PythonVersion, bound: PythonVersion): boolean {
  if (comparePythonVersions(version, bound) >= 0) return false
  return (
    isPreRelease(bound) ||
    !isPreRelease(version) ||
    !sameBase(version, bound) ||
    (bound.post !== undefined && version.post !== bound.post)
  )
}

/** `>1.0` leaves out the post-releases and local builds of 1.0. */
function isAbove(version: PythonVersion, bound: PythonVersion): boolean {
  if (comparePythonVersions(version, bound) <= 0) return false
  const { post, dev: _, local, ...before } = version
  if (post !== undefined && bound.post === undefined && comparePythonVersions(before, bound) === 0)
    return false
  return local === undefined || !sameBase(version, bound)
}
