import { posix } from 'node:path'
import type { ComponentKind } from '../model/component.ts'
import { outermostPath } from '../model/location.ts'
import type { NamedSubject, PathSubject, Subject } from '../model/sighting.ts'
import { hubPurl } from '../names/hub.ts'
import type { Aliases } from './aliases.ts'
import { canonicalName, currentName } from './canonical-name.ts'
import { createDraft, type Draft } from './draft.ts'
import type { FilePaths } from './file-paths.ts'
import { createNameIndex } from './name-index.ts'
import type { Place } from './places.ts'

/** What a file speaks of, in the eyes of that file. */
export type ThingSubject = Exclude<Subject, { by: 'system' }>

/** All things that are known so far, by name, by path and by what they hold. */
export interface Catalogue {
  readonly drafts: readonly Draft[]
  /** The thing that a file means; a new one when it is seen for the first time. */
  meant(subject: ThingSubject, from: string, requested?: string): Draft
  isKnown(subject: NamedSubject): boolean
  /** Every known version of what is named. */
  versions(subject: NamedSubject): readonly Draft[]
  /** Everything that has the very file: snapshots of one repository share what did not change between them. */
  sharing(kind: ComponentKind, file: string): readonly Draft[]
}

export function createCatalogue(places: readonly Place[], files: FilePaths, aliases: Aliases): Catalogue {
  const drafts: Draft[] = []
  const names = createNameIndex()
  /** By kind and folder; by kind and file; by kind and commit, for folders whose name nobody has said yet. */
  const folders = new Map<string, Draft>()
  const holders = new Map<string, Draft[]>()
  const nameless = new Map<string, Draft>()

  for (const place of places) {
    const draft = add(createDraft(place))
    if (place.registry) names.add(draft, place.registry)
    else if (place.version !== undefined) nameless.set(`${place.kind} ${place.version}`, draft)
    if (place.folder !== undefined) folders.set(`${place.kind} ${place.folder}`, draft)
    for (const path of place.artifacts) hold(`${place.kind} ${path}`, draft)
  }

  function add(draft: Draft): Draft {
    drafts.push(draft)
    return draft
  }

  function hold(key: string, draft: Draft): void {
    const list = holders.get(key)
    if (list) list.push(draft)
    else holders.set(key, [draft])
  }

  function atPath({ kind, path }: Pick<PathSubject, 'kind' | 'path'>, from: string): Draft {
    const real = files.meant(path, from)
    const known = folders.get(`${kind} ${real}`) ?? holders.get(`${kind} ${real}`)?.[0]
    if (known) return known
    const artifacts = kind === 'training' ? [] : files.at(real)
    const draft = add(createDraft({ id: `${kind}:${real}`, kind, name: posix.basename(real), artifacts }))
    if (files.isFile(real)) hold(`${kind} ${real}`, draft)
    else folders.set(`${kind} ${real}`, draft)
    return draft
  }

  /** What the file is part of: the thing that has it, or that lies in the nearest folder around it. */
  function holding(kind: ComponentKind, from: string): Draft {
    const file = outermostPath(from)
    const direct = holders.get(`${kind} ${file}`)?.[0]
    if (direct) return direct
    const home = posix.dirname(file)
    if (kind === 'training') return atPath({ kind, path: home }, '')
    for (let folder = home; ; folder = posix.dirname(folder)) {
      const draft = folders.get(`${kind} ${folder}`)
      if (draft) return draft
      if (folder === '.' || folder === '/') return atPath({ kind, path: home }, '')
    }
  }

  function named(subject: NamedSubject, from: string, requested: string | undefined, hops: number): Draft {
    const known = names.find(subject, requested)
    if (known) return known
    const { kind, registry, version, place } = subject
    // What is put somewhere by name is the thing that lies there.
    const there = place === undefined ? undefined : atPath({ kind, path: place }, from)
    if (there) return there.purl === undefined ? christen(there, subject) : there
    const served = kind === 'model' && isOwnHost(registry) ? servedModel(subject, requested, hops) : undefined
    if (served) return served
    // A commit names one tree in all the world: a folder downloaded at that commit is the thing itself.
    const downloaded = version === undefined ? undefined : nameless.get(`${kind} ${version}`)
    return downloaded ? christen(downloaded, subject) : introduce(subject)
  }

  /** A server of one's own is asked for models by the path or the name under which it loaded them. */
  function servedModel(
    subject: NamedSubject,
    requested: string | undefined,
    hops: number,
  ): Draft | undefined {
    const alias = hops < MAX_HOPS ? aliases(subject.name) : undefined
    if (alias) return meant(alias.subject, alias.path, undefined, hops + 1)
    return (
      folders.get(`model ${posix.normalize(subject.name)}`) ??
      names.find({ ...subject, registry: 'hugging-face' }, requested)
    )
  }

  function introduce(subject: NamedSubject): Draft {
    const { kind, registry, version } = subject
    const name = currentName(registry, subject.name)
    const purl = kind === 'model' && name !== subject.name ? hubPurl(name, version) : subject.purl
    const label = `${kind}:${registry}/${canonicalName(registry, name)}`
    const id = purl ?? (version === undefined ? label : `${label}@${version}`)
    const known = { ...(version !== undefined && { version }), ...(purl !== undefined && { purl }) }
    const draft = add(createDraft({ id, kind, registry, name, ...known }))
    names.add(draft, registry)
    return draft
  }

  /** What was known by its place gets the name that somebody gives it. */
  function christen(draft: Draft, { registry, name, version, purl }: NamedSubject): Draft {
    draft.name = name
    draft.version ??= version
    draft.purl =
      registry === 'hugging-face' && draft.kind === 'model'
        ? hubPurl(name, draft.version)
        : (purl ?? draft.purl)
    draft.id = draft.purl ?? draft.id
    draft.registry = registry
    names.add(draft, registry)
    return draft
  }

  return {
    drafts,
    versions: (subject) => names.versions(subject),
    sharing: (kind, file) => holders.get(`${kind} ${outermostPath(file)}`) ?? [],
    isKnown: (subject) => names.find(subject, undefined) !== undefined,
    meant: (subject, from, requested) => meant(subject, from, requested, 0),
  }

  function meant(subject: ThingSubject, from: string, requested: string | undefined, hops: number): Draft {
    switch (subject.by) {
      case 'name':
        return named(subject, from, requested, hops)
      case 'path':
        return atPath(subject, from)
      case 'holder':
        return holding(subject.kind, from)
      default:
        return subject satisfies never
    }
  }
}

/** Gateways in front of servers; names that lead to each other in a circle lead nowhere. */
const MAX_HOPS = 4

/** A host of one's own network has a port, is an address or ends as none can on the internet; public APIs do not. */
function isOwnHost(registry: string): boolean {
  return (
    OWN_SERVERS.has(registry) ||
    /^(?:localhost|[\w.-]+:\d{1,5}|\d{1,3}(?:\.\d{1,3}){3}|[\w.-]+\.(?:svc|local|internal|lan|intranet))$/.test(
      registry,
    )
  )
}

/** Registries of models behind software that people run themselves. */
const OWN_SERVERS: ReadonlySet<string> = new Set(['vllm', 'lm-studio'])
