import type { NamedSubject, Sighting, Subject } from '../model/sighting.ts'
import { imageSubject, parseImage } from '../names/container-image.ts'
import { parsePurl } from '../names/purl.ts'
import type { SightedAt } from './identify.ts'

interface Override {
  readonly subject: NamedSubject
  readonly within: readonly string[]
}

/**
 * Manifests name images that their deployment replaces: what is said of an image in a file that an override covers
 * is said of the one that is run in its place, of each where there are several.
 */
export function withImageOverrides(sightings: readonly SightedAt[]): readonly SightedAt[] {
  const overrides = new Map<string, Override[]>()
  for (const { sighting } of sightings) {
    const { subject } = sighting
    if (!isImage(subject) || !subject.alias?.within) continue
    for (const name of subject.alias.names) {
      const known = overrides.get(name) ?? []
      overrides.set(name, [...known, { subject, within: subject.alias.within }])
    }
  }
  return overrides.size === 0 ? sightings : sightings.flatMap((s) => overridden(s, overrides))
}

function overridden({ path, sighting }: SightedAt, overrides: ReadonlyMap<string, Override[]>): SightedAt[] {
  const { subject, relations } = sighting
  const run = imagesFor(subject, path, overrides)
  const led = relations.flatMap((r) => imagesFor(r.to, path, overrides)?.map((to) => ({ ...r, to })) ?? [r])
  const moved: Sighting = { ...sighting, relations: led }
  if (!run) return [{ path, sighting: moved }]
  return run.map((to) => {
    const tag = to.purl === undefined ? undefined : parsePurl(to.purl)?.qualifiers?.['tag']
    const attributes = sighting.attributes.filter((a) => a.name !== 'tag' || a.value === tag)
    return { path, sighting: { ...moved, subject: to, attributes } }
  })
}

/** Undefined when nothing overrides the image there. */
function imagesFor(
  subject: Subject,
  path: string,
  overrides: ReadonlyMap<string, Override[]>,
): NamedSubject[] | undefined {
  if (!isImage(subject) || subject.alias) return undefined
  const covering = overrides.get(subject.name)?.filter((o) => o.within.some((place) => covers(place, path)))
  return covering && covering.length > 0 ? covering.map((o) => inPlaceOf(subject, o.subject)) : undefined
}

/** A new name alone keeps the tag or digest that the manifest writes. */
function inPlaceOf(written: NamedSubject, override: NamedSubject): NamedSubject {
  const { alias: _, ...given } = override
  const fixed = given.version !== undefined || given.purl?.includes('tag=')
  const tag = written.purl === undefined ? undefined : parsePurl(written.purl)?.qualifiers?.['tag']
  const own = written.version !== undefined ? `@${written.version}` : tag === undefined ? '' : `:${tag}`
  const image = fixed || own === '' ? undefined : parseImage(`${given.name}${own}`)
  return image ? imageSubject(image) : given
}

function covers(place: string, path: string): boolean {
  return place === '.' || path === place || path.startsWith(`${place}/`)
}

function isImage(subject: Subject): subject is NamedSubject {
  return subject.by === 'name' && subject.kind === 'container' && subject.registry === 'oci'
}
