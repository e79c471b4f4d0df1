import type { Sighting } from '../../../model/sighting.ts'
import { packageSightings } from '../../package-sightings.ts'
import { systemSighting } from '../../system-sighting.ts'
import type { PackageJsonFacts } from './facts.ts'

/** A project says what it asks for, an installed package what it is. */
export function* manifestSightings(facts: PackageJsonFacts, path: string): Iterable<Sighting> {
  if (facts.installed) {
    yield* installed(facts, path)
    return
  }
  const { name, version, line } = facts
  yield* packageSightings(facts.set, path)
  if (name === undefined) return
  yield systemSighting(
    { name, ...(version && { version }), line, stated: facts.stated },
    'package.json',
    path,
  )
}

function* installed(
  { name, version, line, stated, set }: PackageJsonFacts,
  path: string,
): Iterable<Sighting> {
  if (name === undefined || version === undefined) return
  const entry = {
    ecosystem: 'npm',
    name,
    version,
    scopes: [],
    distributions: [],
    dependencies: [],
    stated,
    line,
  } as const
  const itself = { ...set, kind: 'environment', title: 'node_modules', packages: [entry] } as const
  // Those of its developers are not installed with it.
  const needed = set.packages.filter(({ scopes }) => !scopes.includes('dev'))
  for (const sighting of packageSightings(itself, path))
    yield {
      ...sighting,
      relations: needed.map(({ name: needs }) => ({
        kind: 'depends-on',
        to: { by: 'name', kind: 'package', registry: 'npm', name: needs },
        ifKnown: true,
      })),
    }
}
