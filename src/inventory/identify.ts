import type { Artifact, InventoryItem, Relation } from '../model/component.ts'
import type { Sighting, Subject } from '../model/sighting.ts'
import { servedModels } from './aliases.ts'
import { createCatalogue, type Catalogue, type ThingSubject } from './catalogue.ts'
import { absorb, itemOf, type Draft } from './draft.ts'
import { filePaths } from './file-paths.ts'
import { withImageOverrides } from './image-overrides.ts'
import { nameImages } from './images.ts'
import type { Place } from './places.ts'
import type { SystemClaim } from './system.ts'

export interface SightedAt {
  /** Path of the file, relative to the scanned root; cells of a notebook follow `!`. */
  readonly path: string
  readonly sighting: Sighting
}

export interface IdentifyInput {
  readonly places: readonly Place[]
  readonly sightings: readonly SightedAt[]
  readonly artifacts: readonly Artifact[]
  /** Further names of files, through links. */
  readonly aliases: ReadonlyMap<string, string>
}

export interface Identified {
  readonly items: readonly InventoryItem[]
  readonly relations: readonly Relation[]
  readonly systems: readonly SystemClaim[]
}

interface Seen extends SightedAt {
  readonly draft: Draft
}

/** Decides which sightings speak of one thing, and gathers all that is said of it. */
export function identify({ places, sightings: told, artifacts, aliases }: IdentifyInput): Identified {
  const sightings = withImageOverrides(told)
  const catalogue = createCatalogue(places, filePaths(artifacts, aliases), servedModels(sightings))
  const systems: SystemClaim[] = []
  const seen: Seen[] = []
  // Where things lie and exact versions first: what is named without a version then finds the one it means.
  const ordered = sightings.toSorted((a, b) => rank(a.sighting.subject) - rank(b.sighting.subject))
  const open = ordered.findIndex((s) => rank(s.sighting.subject) === UNVERSIONED)
  for (const [i, sighted] of ordered.entries()) {
    if (i === open) for (const s of ordered) introduceTargets(s, catalogue)
    const { path, sighting } = sighted
    const { subject, attributes, evidence, distributions } = sighting
    if (subject.by === 'system') {
      systems.push({ path, ...subject, attributes })
      continue
    }
    const requested = attributes.find((a) => a.name === 'revision-requested')?.value
    for (const draft of allMeant(subject, path, requested, catalogue)) {
      if (subject.by === 'holder' && subject.version !== undefined) draft.statedVersions.add(subject.version)
      draft.evidence.push(evidence)
      draft.attributes.push(...attributes)
      draft.distributions.push(...distributions)
      seen.push({ ...sighted, draft })
    }
  }
  gatherWeights(seen, catalogue.drafts)
  const relations = relationsOf(seen, catalogue)
  for (const draft of catalogue.drafts) withoutPublicName(draft)
  nameImages(catalogue.drafts)
  const items = [...unified(catalogue.drafts).values()].map(itemOf)
  return { items: items.toSorted((a, b) => (a.id < b.id ? -1 : 1)), relations: relations(), systems }
}

/** A requirement asks for every version that was locked for it: one for each platform, as locks of many platforms have. */
function allMeant(
  subject: ThingSubject,
  path: string,
  requested: string | undefined,
  catalogue: Catalogue,
): readonly Draft[] {
  if (subject.by === 'holder') {
    const sharing = catalogue.sharing(subject.kind, path)
    if (sharing.length > 1) return sharing
  }
  const open = subject.by === 'name' && subject.kind === 'package' && subject.version === undefined
  const locked = open ? catalogue.versions(subject) : []
  if (locked.length <= 1) return [catalogue.meant(subject, path, requested)]
  // A lock that says which version the project itself asked for leaves no doubt.
  const direct = locked.filter((d) => d.attributes.some((a) => a.name === 'direct' && a.value === 'true'))
  return direct.length > 0 ? direct : locked
}

const UNVERSIONED = 3

function rank(subject: Subject): number {
  if (subject.by !== 'name') return 1
  if (subject.place !== undefined) return 0
  return subject.version === undefined ? UNVERSIONED : 2
}

/** An adapter's base may be the only one that tells which version of it is meant. */
function introduceTargets({ path, sighting }: SightedAt, catalogue: Catalogue): void {
  for (const { to, ifKnown } of sighting.relations)
    if (to.by === 'name' && to.kind !== 'package' && to.version !== undefined && !ifKnown) {
      const draft = catalogue.meant(to, path)
      if (draft.evidence.length === 0) draft.evidence.push(sighting.evidence)
    }
}

/** A configuration that lies in a folder and speaks of it as one model: the weights there are that model's. */
function gatherWeights(seen: readonly Seen[], drafts: readonly Draft[]): void {
  const homes = new Map<string, Draft>()
  for (const { draft, path, sighting } of seen)
    if (sighting.subject.by === 'path' && draft.kind === 'model' && path.startsWith(`${folderOf(draft)}/`))
      homes.set(folderOf(draft), draft)
  if (homes.size === 0) return
  for (const draft of drafts) {
    const [file] = draft.artifacts
    if (file === undefined || draft.id !== `model:${file}` || draft.registry !== undefined) continue
    const home = [...homes].find(([folder]) => file.startsWith(`${folder}/`))?.[1]
    if (home) Object.assign(draft, { id: home.id, name: home.name })
  }
}

function folderOf({ id }: Draft): string {
  return id.slice('model:'.length)
}

/** Ids are final only when every sighting was seen: what is returned reads them then. */
function relationsOf(seen: readonly Seen[], catalogue: Catalogue): () => Relation[] {
  const found = seen.flatMap(({ draft, path, sighting: { relations, evidence } }) =>
    relations.flatMap(({ kind, to, ifKnown }) => {
      if (to.by === 'system' || (ifKnown && to.by === 'name' && !catalogue.isKnown(to))) return []
      const target = catalogue.meant(to, path)
      if (target.evidence.length === 0) target.evidence.push(evidence)
      return [{ from: draft, to: target, kind, evidence }]
    }),
  )
  return () => {
    const distinct = new Map<string, Relation>()
    for (const { from, to, kind, evidence } of found) {
      const key = JSON.stringify([from.id, kind, to.id])
      if (from.id !== to.id && !distinct.has(key))
        distinct.set(key, { from: from.id, to: to.id, kind, evidence })
    }
    return [...distinct].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, relation]) => relation)
  }
}

/** A working copy that bears the name of a public package is not that package. */
function withoutPublicName(draft: Draft): void {
  const has = (name: string, value: string): boolean =>
    draft.attributes.some((a) => a.name === name && a.value === value)
  const local = has('editable', 'true') || (has('source', 'local') && draft.distributions.length === 0)
  if (draft.kind !== 'package' || draft.purl === undefined || !local) return
  const version = draft.version === undefined ? '' : `@${draft.version}`
  draft.id = `package:${draft.registry ?? 'local'}/${draft.name}${version}`
  draft.purl = undefined
}

/** One snapshot in two caches, one package in two locks: equal ids are one thing. */
function unified(drafts: readonly Draft[]): Map<string, Draft> {
  const kept = new Map<string, Draft>()
  for (const draft of drafts) {
    const known = kept.get(draft.id)
    if (known) absorb(known, draft)
    else kept.set(draft.id, draft)
  }
  return kept
}
