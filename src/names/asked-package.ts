import type { NamedSubject } from '../model/sighting.ts'
import { withoutCredentials } from '../text/web-address.ts'
import type { AttributeDraft } from './mention.ts'
import { packagePurl, sourceStatements, type LocatedPackage } from './package-origin.ts'
import type { PackageSpec } from './package-spec.ts'
import { normalizedPythonName } from './python-package.ts'

/** A package that a command asks for by name. */
export interface AskedPackage extends LocatedPackage {
  readonly kind: 'package'
  /** As written. */
  readonly requirement?: string
  readonly marker?: string
  readonly editable?: boolean
}

/** What a package runner or installer was asked for. Only an index that nothing stands beside is told. */
export function askedOfSpec(
  ecosystem: 'npm' | 'pypi',
  { name, version, requirement }: PackageSpec,
  index?: string,
): AskedPackage {
  const range = requirement ?? (version === undefined || ecosystem === 'npm' ? version : `==${version}`)
  return {
    kind: 'package',
    ecosystem,
    name: ecosystem === 'pypi' ? normalizedPythonName(name) : name,
    ...(version && { version }),
    ...(range && { requirement: range }),
    source: { kind: 'registry', ...(index && { url: withoutCredentials(index) }) },
  }
}

export function askedSubject(asked: AskedPackage): NamedSubject {
  const { ecosystem, name, version } = asked
  const purl = packagePurl(asked)
  return {
    by: 'name',
    kind: 'package',
    registry: ecosystem,
    name,
    ...(version && { version }),
    ...(purl && { purl }),
  }
}

/** Whoever writes a command with a package in it asks for that package itself. */
export function askedAttributes({
  ecosystem,
  requirement,
  marker,
  editable,
  conda,
  source,
}: AskedPackage): AttributeDraft[] {
  return [
    { name: 'ecosystem', value: ecosystem },
    ...(requirement ? [{ name: 'requirement' as const, value: requirement }] : []),
    { name: 'direct', value: 'true' },
    ...(marker ? [{ name: 'marker' as const, value: marker }] : []),
    ...(conda?.build ? [{ name: 'build' as const, value: conda.build }] : []),
    ...(editable ? [{ name: 'editable' as const, value: 'true' }] : []),
    ...sourceStatements(source),
  ]
}
