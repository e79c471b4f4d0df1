import type { AttributeName, Status } from '../model/attribute.ts'
import type { Evidence } from '../model/finding.ts'
import type { Subject } from '../model/sighting.ts'
import { apiModelSightings, apiModelSubject } from './api-model.ts'
import { askedAttributes, askedSubject, type AskedPackage } from './asked-package.ts'
import { hubSubject } from './hub.ts'
import { mention, type AttributeDraft, type Mention, type MentionedRelation } from './mention.ts'
import { treePath } from './model-reference.ts'
import type { NamedModel } from './model-value.ts'

/** What a file names, before it has a place in it. */
export interface Use {
  readonly thing: NamedModel | NamedDataset | RegisteredModel | AskedPackage
  readonly says: string
  readonly status?: Status
  readonly role?: string
  readonly attributes?: readonly AttributeDraft[]
  /** Address of the API where one is given, without credentials. */
  readonly endpoint?: string
  /** Folder or file into which it is put. */
  readonly place?: string
  /** Names under which its server answers for it. */
  readonly servedAs?: readonly string[]
}

/** A model that a library of its own registry loads by a plain name. */
interface RegisteredModel {
  readonly kind: 'registered'
  readonly registry: 'spacy'
  readonly name: string
}

export interface NamedDataset {
  readonly kind: 'dataset'
  readonly registry: 'hugging-face' | 'kaggle'
  readonly name: string
  readonly revision?: string
}

/** The component that is meant. Paths start from `folder`; those outside of the tree name nothing. */
export function subjectOf(thing: Use['thing'], folder = '', place?: string): Subject | undefined {
  switch (thing.kind) {
    case 'hub':
      return placed(hubSubject('model', thing.name, thing.revision), place)
    case 'dataset':
      return thing.registry === 'hugging-face'
        ? placed(hubSubject('dataset', thing.name, thing.revision), place)
        : { by: 'name', kind: 'dataset', registry: thing.registry, name: thing.name }
    case 'api':
      return apiModelSubject(thing.model)
    case 'package':
      return askedSubject(thing)
    case 'registered':
      return { by: 'name', kind: 'model', registry: thing.registry, name: thing.name }
    case 'path':
      return /^(?:\/|~|[A-Za-z]:)/.test(thing.path) ? undefined : treePath(thing.path, 'model', folder)
    default:
      return thing satisfies never
  }
}

function placed(subject: ReturnType<typeof hubSubject>, place: string | undefined): Subject {
  const inTree = place === undefined ? undefined : treePath(place, 'model')
  return inTree?.by === 'path' && !/^[/~$]/.test(place ?? '') ? { ...subject, place: inTree.path } : subject
}

/** The sightings that a use comes to: the model, and the service behind an API. */
export function useMentions(
  use: Use,
  line: number,
  { folder = '', relations = [] }: { folder?: string; relations?: readonly MentionedRelation[] } = {},
): Mention[] {
  const { thing, says, status } = use
  if (thing.kind === 'api') return apiMentions(use, line, relations)
  const subject = subjectOf(thing, folder, use.place)
  if (!subject) return []
  return [mention(withAlias(subject, use), line, says, drafts(use, status), relations)]
}

function withAlias(subject: Subject, { servedAs: names = [] }: Use): Subject {
  return names.length > 0 && (subject.by === 'name' || subject.by === 'path')
    ? { ...subject, alias: { names } }
    : subject
}

function drafts(
  { thing, role, attributes = [], servedAs = [] }: Use,
  status: Status | undefined,
): AttributeDraft[] {
  const found: AttributeDraft[] = [...attributes]
  if (thing.kind === 'package')
    return [...found, ...askedAttributes(thing).map((a) => ({ ...a, ...(status && { status }) }))]
  const add = (name: AttributeName, value: string, as: Status | undefined): void => {
    found.push({ name, value, ...(as && { status: as }) })
  }
  if (role) add('role', role, 'inferred')
  for (const name of servedAs) add('configured-name', name, 'declared')
  if (thing.kind === 'hub') add('source', 'hugging-face', status ?? 'inferred')
  if (thing.kind === 'dataset' && thing.registry === 'hugging-face') add('source', 'hugging-face', status)
  if (thing.kind === 'path') add('source', 'local', 'inferred')
  if ((thing.kind === 'hub' || thing.kind === 'dataset') && thing.revision !== undefined)
    add('revision-requested', thing.revision, status)
  return found
}

const NOWHERE: Evidence = { at: { path: '' }, says: '' }

function apiMentions(use: Use, line: number, relations: readonly MentionedRelation[]): Mention[] {
  const { thing, says, status, endpoint } = use
  if (thing.kind !== 'api') return []
  const own = drafts({ ...use, attributes: use.attributes ?? [] }, status)
  const sightings = apiModelSightings({
    model: thing.model,
    evidence: NOWHERE,
    ...(status && { status }),
    ...(endpoint && { endpoint }),
    attributes: own.map((d) => ({ status: 'declared' as const, ...d, evidence: NOWHERE })),
  })
  return sightings.map((s) => {
    const attributes = s.attributes.map(({ name, key, value, status: as }) => ({
      name,
      ...(key !== undefined && { key }),
      value,
      status: as,
    }))
    const isModel = s.subject.by === 'name' && s.subject.kind === 'model'
    return mention(
      isModel ? withAlias(s.subject, use) : s.subject,
      line,
      says,
      attributes,
      isModel ? relations : s.relations,
    )
  })
}
