import { comparePythonVersions, parsePythonVersion } from '../../names/python-version.ts'
import type { PackageEntry } from '../package-set.ts'
import type { PackageChange } from './change.ts'

/** Another version, or another range. Undefined order (names no version by its ecosystem's rules) counts as a change. */
export function versionChange(
  before: PackageEntry,
  after: PackageEntry,
  about: Pick<PackageChange, 'ecosystem' | 'name' | 'at'>,
): PackageChange[] {
  if (before.version !== undefined && after.version !== undefined) {
    const older = isOlder(after.version, before.version)
    const message = `${older ? 'goes back' : 'moves'} from ${after.name} ${before.version} to ${after.version}`
    return [
      {
        ...about,
        kind: older ? 'downgraded' : 'upgraded',
        severity: older ? 'low' : 'info',
        before: before.version,
        after: after.version,
        message,
      },
    ]
  }
  const old = before.requirement ?? ''
  const now = after.requirement ?? ''
  if (old === now) return []
  const loosened = isExact(before) && !isExact(after)
  return [
    {
      ...about,
      kind: loosened ? 'loosened' : 'upgraded',
      severity: loosened ? 'medium' : 'info',
      ...(old && { before: old }),
      ...(now && { after: now }),
      message: loosened
        ? `no longer pins ${after.name}: ${now || 'any version'} instead of ${old || before.version}`
        : `asks for ${after.name} ${now || 'in any version'} instead of ${old || 'any'}`,
    },
  ]
}

function isExact({ version, requirement }: PackageEntry): boolean {
  return version !== undefined || /^={2,3}[^*,]+$/.test(requirement ?? '')
}

function isOlder(a: string, b: string): boolean {
  const [x, y] = [parsePythonVersion(a), parsePythonVersion(b)]
  if (x && y) return comparePythonVersions(x, y) < 0
  const [left, right] = [a, b].map((v) => v.split(/[.+-]/).map(Number))
  for (const [i, part] of left!.entries()) {
    const other = right![i]
    if (other === undefined || Number.isNaN(part) || Number.isNaN(other)) return false
    if (part !== other) return part < other
  }
  return false
}
