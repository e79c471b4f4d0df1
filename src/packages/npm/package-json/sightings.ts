import type { Attribute } from '../../../model/attribute.ts'
import { lineRange } from '../../../model/location.ts'
import type { Sighting } from '../../../model/sighting.ts'
import { packageSightings } from '../../package-sightings.ts'
import type { PackageJsonFacts } from './facts.ts'

/** A project says what it asks for, an installed package what it is. */
export function* manifestSightings(facts: PackageJsonFacts, path: string): Iterable<Sighting> {
  if (facts.installed) {
    yield* installed(facts, path)
    return
  }
  const { name, version, line } = facts
  yield* packageSightings(facts.requires, path)
  if (name === undefined) return
  const evidence = { at: { path, range: lineRange(line) }, says: 'is named in package.json' }
  yield {
    subject: { by: 'system', name, ...(version && { version }) },
    evidence,
    attributes: facts.stated.map(({ name: what, value }): Attribute => ({
      name: what,
      value,
      status: 'declared',
      evidence,
    })),
    relations: [],
    distributions: [],
  }
}

function* installed(
  { name, version, line, stated, requires }: PackageJsonFacts,
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
  const set = { ...requires, kind: 'environment', title: 'node_modules', packages: [entry] } as const
  // Those of its developers are not installed with it.
  const needed = requires.packages.filter(({ scopes }) => !scopes.includes('dev'))
  for (const sighting of packageSightings(set, path))
    yield {
      ...sighting,
      relations: needed.map(({ name: needs }) => ({
        kind: 'depends-on',
        to: { by: 'name', kind: 'package', registry: 'npm', name: needs },
        ifKnown: true,
      })),
    }
}
