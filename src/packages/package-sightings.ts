import type { Attribute, AttributeName } from '../model/attribute.ts'
import type { Evidence } from '../model/finding.ts'
import { lineRange } from '../model/location.ts'
import type { NamedSubject, SightedRelation, Sighting } from '../model/sighting.ts'
import { packagePurl, sourceStatements } from '../names/package-origin.ts'
import type { PackageEntry, PackageSet } from './package-set.ts'
import { resolver, type Satisfies } from './resolution.ts'

const MAX_VALUE = 2000
/** A graph of this size is no project's; each edge costs memory in every later stage. */
const MAX_EDGES = 500_000

/** What a set of packages tells the inventory: one sighting an entry, with its place in the graph. */
export function* packageSightings(
  set: PackageSet,
  path: string,
  satisfies: Satisfies = () => undefined,
): Iterable<Sighting> {
  if (set.constraints) return
  const resolve = resolver(set.packages, satisfies)
  const subjects = new Map(set.packages.map((entry) => [entry, packageSubject(entry)]))
  let edges = 0
  for (const entry of set.packages) {
    const subject = subjects.get(entry)!
    const evidence = evidenceOf(entry, set, path)
    const needed = new Map<NamedSubject, SightedRelation>()
    const seen = new Set<string>([keyOf(subject)])
    for (const dependency of entry.dependencies)
      for (const target of resolve(entry, dependency)) {
        const to = subjects.get(target)!
        // An entry of its own for each extra needs the bare package, which is the same thing.
        if (seen.has(keyOf(to)) || edges >= MAX_EDGES) continue
        edges++
        seen.add(keyOf(to))
        needed.set(to, { kind: 'depends-on', to })
      }
    yield {
      subject,
      evidence,
      attributes: attributesOf(entry, set, evidence),
      relations: [...needed.values()],
      distributions: entry.distributions,
    }
  }
}

function packageSubject(entry: PackageEntry): NamedSubject {
  const purl = packagePurl(entry)
  const { ecosystem, name, version } = entry
  return {
    by: 'name',
    kind: 'package',
    registry: ecosystem,
    name,
    ...(version && { version }),
    ...(purl && { purl }),
  }
}

function keyOf({ name, version, purl }: NamedSubject): string {
  return purl ?? `${name} ${version ?? ''}`
}

function evidenceOf(entry: PackageEntry, set: PackageSet, path: string): Evidence {
  const { version, line, lineEnd, namedBy } = entry
  const verb =
    set.kind === 'environment' ? 'is installed in' : version === undefined ? 'is required in' : 'is pinned in'
  return {
    at: { path, range: lineRange(line, lineEnd ?? line) },
    says: `${verb} ${set.title}${namedBy ? ` by the name of its ${namedBy}` : ''}`,
  }
}

function attributesOf(entry: PackageEntry, set: PackageSet, evidence: Evidence): readonly Attribute[] {
  const attributes: Attribute[] = []
  const add = (name: AttributeName, value: string | undefined): void => {
    if (value) attributes.push({ name, value: value.slice(0, MAX_VALUE), status: 'declared', evidence })
  }
  add('ecosystem', entry.ecosystem)
  add('requirement', entry.requirement)
  if (entry.direct !== undefined) add('direct', String(entry.direct))
  for (const scope of entry.scopes) add('scope', scope)
  for (const scope of set.impliedScopes ?? [])
    if (entry.scopes.length === 0)
      attributes.push({ name: 'scope', value: scope, status: 'inferred', evidence })
  add('marker', entry.marker)
  add('build', entry.conda?.build)
  const { source, editable } = entry
  if (editable || (source?.kind === 'path' && source.editable)) add('editable', 'true')
  for (const { name, value } of sourceStatements(source)) add(name, value)
  for (const { name, value } of entry.stated ?? []) add(name, value)
  if (set.resolvedAt) {
    const { at, basis } = set.resolvedAt
    attributes.push({ name: 'resolved-at', value: at, status: 'declared', basis, evidence })
  }
  return attributes
}
