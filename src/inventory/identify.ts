import { posix } from 'node:path'
import type { Artifact, ComponentKind, InventoryItem, Relation } from '../model/component.ts'
import type { Evidence } from '../model/finding.ts'
import { outermostPath } from '../model/location.ts'
import type { NamedSubject, PathSubject, Sighting, Subject } from '../model/sighting.ts'
import { canonicalName, currentName } from './canonical-name.ts'
import { hubPurl } from '../names/hub.ts'
import { absorb, createDraft, itemOf, type Draft } from './draft.ts'
import { createNameIndex } from './name-index.ts'
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

/** Decides which sightings speak of one thing, and gathers all that is said of it. */
export function identify({ places, sightings, artifacts, aliases }: IdentifyInput): Identified {
  const drafts: Draft[] = []
  const names = createNameIndex()
  const folders = new Map<string, Draft>()
  const holders = new Map<string, Draft>()
  const nameless = new Map<string, Draft>()
  const paths = artifacts
    .map((a) => a.path)
    .filter((path) => !path.includes('!'))
    .toSorted()
  const present = new Set(paths)
  const inhabited = foldersOf(paths)

  const add = (draft: Draft): Draft => {
    drafts.push(draft)
    return draft
  }
  const keep = (draft: Draft, kind: ComponentKind, path: string): void => {
    if (present.has(path)) holders.set(`${kind} ${path}`, draft)
    else folders.set(`${kind} ${path}`, draft)
  }
  const fill = (draft: Draft, path: string): void => {
    const held = present.has(path) ? [path] : pathsBelow(paths, path)
    for (const file of held) draft.artifacts.add(file)
  }

  for (const place of places) {
    const draft = add(createDraft(place))
    if (place.registry) names.add(draft, place.registry)
    else if (place.version !== undefined) nameless.set(`${place.kind} ${place.version}`, draft)
    if (place.folder !== undefined) folders.set(`${place.kind} ${place.folder}`, draft)
    for (const path of place.artifacts) holders.set(`${place.kind} ${path}`, draft)
  }

  /** Programs are started in the root more often than in their own folder: that is where a path leads first. */
  const located = (path: string, from: string): string => {
    const normal = posix.normalize(path).replace(/\/$/, '') || '.'
    const beside = posix.join(posix.dirname(outermostPath(from)), normal)
    const chosen = !exists(normal) && exists(beside) ? beside : normal
    return aliases.get(chosen) ?? chosen
  }
  const exists = (path: string): boolean => present.has(path) || aliases.has(path) || inhabited.has(path)
  const atPath = ({ kind, path }: Pick<PathSubject, 'kind' | 'path'>, from: string): Draft => {
    const real = located(path, from)
    const known = folders.get(`${kind} ${real}`) ?? holders.get(`${kind} ${real}`)
    if (known) return known
    const draft = add(createDraft({ id: `${kind}:${real}`, kind, name: posix.basename(real) }))
    if (kind !== 'training') fill(draft, real)
    keep(draft, kind, real)
    return draft
  }
  const holderOf = (kind: ComponentKind, from: string): Draft => {
    const file = outermostPath(from)
    const direct = holders.get(`${kind} ${file}`)
    if (direct) return direct
    const home = posix.dirname(file)
    if (kind === 'training') return atPath({ kind, path: home }, '')
    for (let folder = home; ; folder = posix.dirname(folder)) {
      const draft = folders.get(`${kind} ${folder}`)
      if (draft) return draft
      if (folder === '.' || folder === '/') return atPath({ kind, path: home }, '')
    }
  }
  const named = (subject: NamedSubject, requested: string | undefined): Draft => {
    const found = names.find(subject, requested)
    if (found) return found
    const { kind, registry, version } = subject
    const name = currentName(registry, subject.name)
    const moved = kind === 'model' && name !== subject.name
    const purl = moved ? hubPurl(name, version) : subject.purl
    const served = kind === 'model' && isOwnHost(registry) ? servedModel(subject, requested) : undefined
    if (served) return served
    // A commit names one tree in all the world: a folder downloaded at that commit is the thing itself.
    const downloaded = version === undefined ? undefined : nameless.get(`${kind} ${version}`)
    if (downloaded) return christen(downloaded, subject)
    const label = `${kind}:${registry}/${canonicalName(registry, name)}`
    const id = purl ?? (version === undefined ? label : `${label}@${version}`)
    const draft = add(
      createDraft({ id, kind, registry, name, ...(version && { version }), ...(purl && { purl }) }),
    )
    names.add(draft, registry)
    return draft
  }
  /** A server of one's own is asked for models by the path or the name under which it loaded them. */
  const servedModel = (subject: NamedSubject, requested: string | undefined): Draft | undefined =>
    folders.get(`model ${posix.normalize(subject.name)}`) ??
    names.find({ ...subject, registry: 'hugging-face' }, requested)
  const christen = (draft: Draft, { registry, name, version }: NamedSubject): Draft => {
    draft.name = name
    draft.version ??= version
    draft.purl =
      registry === 'hugging-face' && draft.kind === 'model' ? hubPurl(name, draft.version) : draft.purl
    draft.id = draft.purl ?? draft.id
    draft.registry = registry
    names.add(draft, registry)
    return draft
  }
  /** What is put somewhere by name is the thing that lies there. */
  const join = (subject: NamedSubject, from: string, requested: string | undefined): Draft => {
    const known = names.find(subject, requested)
    if (subject.place === undefined || known) return known ?? named(subject, requested)
    const there = atPath({ kind: subject.kind, path: subject.place }, from)
    return there.purl === undefined ? christen(there, subject) : there
  }
  const resolve = (subject: Exclude<Subject, { by: 'system' }>, from: string, requested?: string): Draft => {
    switch (subject.by) {
      case 'name':
        return join(subject, from, requested)
      case 'path':
        return atPath(subject, from)
      case 'holder':
        return holderOf(subject.kind, from)
      default:
        return subject satisfies never
    }
  }

  // Where things lie and exact versions first: what is named without a version then finds the one it means.
  const ordered = [...sightings].toSorted((a, b) => rank(a.sighting.subject) - rank(b.sighting.subject))
  const relations: { from: Draft; to: Draft; kind: Relation['kind']; evidence: Evidence }[] = []
  const systems: SystemClaim[] = []
  const pending: { from: Draft; sighted: SightedAt }[] = []
  for (const sighted of ordered) {
    const { sighting, path } = sighted
    const { subject, attributes } = sighting
    if (subject.by === 'system') {
      systems.push({ path, ...subject, attributes })
      continue
    }
    const requested = attributes.find((a) => a.name === 'revision-requested')?.value
    const draft = resolve(subject, path, requested)
    draft.evidence.push(sighting.evidence)
    draft.attributes.push(...attributes)
    draft.distributions.push(...sighting.distributions)
    pending.push({ from: draft, sighted })
  }
  for (const { from, sighted } of pending) {
    const { sighting, path } = sighted
    for (const { kind, to, ifKnown } of sighting.relations) {
      if (to.by === 'system') continue
      if (ifKnown && to.by === 'name' && !names.find(to, undefined)) continue
      const target = resolve(to, path)
      if (target === from) continue
      if (target.evidence.length === 0) target.evidence.push(sighting.evidence)
      relations.push({ from, to: target, kind, evidence: sighting.evidence })
    }
  }
  const kept = unify(drafts)
  return {
    items: [...kept.values()].map(itemOf).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    relations: distinctRelations(
      relations
        .map(({ from, to, kind, evidence }) => ({ from: from.id, to: to.id, kind, evidence }))
        .filter(({ from, to }) => from !== to),
    ),
    systems,
  }
}

/** One snapshot in two caches, one package in two locks: equal ids are one thing. */
function unify(drafts: readonly Draft[]): Map<string, Draft> {
  const kept = new Map<string, Draft>()
  for (const draft of drafts) {
    const known = kept.get(draft.id)
    if (known) absorb(known, draft)
    else kept.set(draft.id, draft)
  }
  return kept
}

function distinctRelations(relations: readonly Relation[]): Relation[] {
  const seen = new Map<string, Relation>()
  for (const relation of relations) {
    const key = JSON.stringify([relation.from, relation.kind, relation.to])
    if (!seen.has(key)) seen.set(key, relation)
  }
  return [...seen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, relation]) => relation)
}

/** A host of one's own network: no dot, a port, or an address; public APIs have none of these. */
function isOwnHost(registry: string): boolean {
  return /^(?:localhost|[\w.-]+:\d{1,5}|\d{1,3}(?:\.\d{1,3}){3})$/.test(registry)
}

function rank(subject: Subject): number {
  if (subject.by !== 'name') return 1
  if (subject.place !== undefined) return 0
  return subject.version === undefined ? 3 : 2
}

/** Every folder that holds something, however deep. */
function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>()
  for (const path of paths)
    for (
      let folder = posix.dirname(path);
      folder !== '.' && !folders.has(folder);
      folder = posix.dirname(folder)
    )
      folders.add(folder)
  return folders
}

/** The sorted paths that lie in a folder. */
function pathsBelow(sorted: readonly string[], folder: string): readonly string[] {
  if (folder === '.') return sorted
  const prefix = `${folder}/`
  return sorted.filter((path) => path.startsWith(prefix))
}
