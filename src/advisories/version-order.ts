import { comparePythonVersions, parsePythonVersion, type PythonVersion } from '../names/python-version.ts'
import { compareSemver, parseSemver } from './semver.ts'

/** Ecosystems whose versions can be compared, as OSV spells them. */
export const ADVISORY_ECOSYSTEMS = ['PyPI', 'npm'] as const
export type AdvisoryEcosystem = (typeof ADVISORY_ECOSYSTEMS)[number]

/** Where a version lies. Undefined when the other one cannot be read. */
export interface Placed {
  /** Below zero when the version is older than the bound, zero when the bound means it. */
  against(bound: string): number | undefined
}

/** Undefined when the version cannot be read in its ecosystem. */
export function placeVersion(ecosystem: AdvisoryEcosystem, version: string): Placed | undefined {
  return ecosystem === 'PyPI' ? placePython(version) : placeSemver(version)
}

export function isReadable(ecosystem: AdvisoryEcosystem, version: string): boolean {
  return (ecosystem === 'PyPI' ? pythonVersion(version) : parseSemver(version)) !== undefined
}

/** Zero for versions that cannot be read. */
export function compareVersions(ecosystem: AdvisoryEcosystem, a: string, b: string): number {
  if (ecosystem === 'npm') {
    const [left, right] = [parseSemver(a), parseSemver(b)]
    return left && right ? compareSemver(left, right) : 0
  }
  const [left, right] = [pythonVersion(a), pythonVersion(b)]
  return left && right ? comparePythonVersions(left, right) : 0
}

function placePython(text: string): Placed | undefined {
  const version = pythonVersion(text)
  if (!version) return undefined
  const { local: _, ...released } = version
  return {
    against(bound) {
      const parsed = pythonVersion(bound)
      if (!parsed) return undefined
      // `2.9.1+cu130` is a build of 2.9.1, which is what an advisory means that names no build.
      return comparePythonVersions(parsed.local ? version : released, parsed)
    },
  }
}

function placeSemver(text: string): Placed | undefined {
  const version = parseSemver(text)
  if (!version) return undefined
  return {
    against(bound) {
      const parsed = parseSemver(bound)
      return parsed && compareSemver(version, parsed)
    },
  }
}

/** Advisories of one package name the same bounds over and over. */
const MAX_KNOWN = 100_000
const known = new Map<string, PythonVersion | undefined>()

function pythonVersion(text: string): PythonVersion | undefined {
  const before = known.get(text)
  if (before !== undefined || known.has(text)) return before
  if (known.size >= MAX_KNOWN) known.clear()
  const parsed = parsePythonVersion(text)
  known.set(text, parsed)
  return parsed
}
