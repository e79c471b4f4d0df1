import type { Sighting } from '../../../model/sighting.ts'
import { normalizedPythonName } from '../../../names/python-package.ts'
import type { PackageEntry, PackageSet, PackageStatement } from '../../package-set.ts'
import { packageSightings } from '../../package-sightings.ts'
import type { InstalledFacts } from './facts.ts'

/** What one file of a `*.dist-info` folder tells of the distribution. */
export function* installedSightings(facts: InstalledFacts, path: string): Iterable<Sighting> {
  const name = facts.part === 'metadata' ? facts.name : facts.folderName
  const version = facts.part === 'metadata' ? facts.version : facts.folderVersion
  if (name === undefined || version === undefined) return
  const entry: PackageEntry = {
    ecosystem: 'pypi',
    name: normalizedPythonName(name),
    version,
    scopes: [],
    distributions: facts.part === 'direct-url' ? facts.distributions : [],
    dependencies: [],
    ...(facts.part === 'direct-url' && { source: facts.source }),
    ...(facts.part === 'requested' && { direct: true }),
    stated: stated(facts),
    line: 1,
  }
  for (const sighting of packageSightings(environment(facts, entry), path))
    yield { ...sighting, relations: facts.part === 'metadata' ? requirements(facts) : [] }
}

function environment({ library }: InstalledFacts, entry: PackageEntry): PackageSet {
  return {
    kind: 'environment',
    title: library,
    complete: false,
    projects: [],
    packages: [entry],
    indexes: [],
    options: [],
    includes: [],
  }
}

function stated(facts: InstalledFacts): readonly PackageStatement[] {
  switch (facts.part) {
    case 'metadata':
      return facts.stated
    case 'installer':
      return [{ name: 'installer', value: facts.installer }]
    case 'direct-url':
      return facts.artifact === undefined ? [] : [{ name: 'artifact', value: facts.artifact }]
    case 'requested':
      return []
    default:
      return facts satisfies never
  }
}

/** Markers depend on the machine; whether a requirement holds shows in what is installed. */
function requirements({ requires }: Extract<InstalledFacts, { part: 'metadata' }>): Sighting['relations'] {
  return [...new Set(requires.map((r) => r.normalized))].map((name) => ({
    kind: 'depends-on',
    to: { by: 'name', kind: 'package', registry: 'pypi', name },
    ifKnown: true,
  }))
}
