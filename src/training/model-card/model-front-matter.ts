import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { SightedRelation, Sighting, Subject } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { runFolder } from '../../names/training-run.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import { listOf } from '../recipe.ts'
import type { CardBody } from './body.ts'
import { licence } from './licence.ts'
import { modelIndex } from './model-index.ts'

const METHOD_TAGS = /^(?:lora|qlora|dora|sft|dpo|kto|orpo|grpo|ppo|cpo|rloo|reward-trainer|gkd|prm|rlhf)$/
/** What the hub calls the relation, and the part that the model then plays. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['adapter', 'adapter'],
  ['finetune', 'fine-tune'],
  ['quantized', 'quantized'],
])
const EMBEDS = /^(?:sentence-similarity|feature-extraction)$/

interface Base {
  readonly to: Subject
  readonly role?: string
  readonly line: number
}

export interface SaidByCard extends CardBody {
  readonly description: readonly Attribute[]
  readonly version: string | undefined
}

/** The model's card: the model, and the run that made it where the card tells of one. */
export function* modelCardSightings(root: JsonValue, body: SaidByCard, path: string): Generator<Sighting> {
  const bases = basesOf(root, body)
  const trained = dataRelations(root, body)
  const index = modelIndex(root, path)
  const relations: SightedRelation[] = [
    ...bases.map(({ to }) => ({ kind: 'derived-from' as const, to })),
    ...trained,
  ]
  const line = isObject(root) ? Math.max(1, root.line - 1) : (body.line ?? 1)
  const methods = tuning(root, path)
  yield {
    subject: { by: 'holder', kind: 'model', ...(body.version !== undefined && { version: body.version }) },
    evidence: evidenceAt(path, line, 'is the card of a model'),
    attributes: [
      ...body.description,
      ...licence(root, path),
      ...stated('language', member(root, 'language'), path),
      ...stated('task', member(root, 'pipeline_tag'), path),
      ...stated('library', member(root, 'library_name'), path),
      ...roles(root, bases, path),
      ...methods,
      ...index.attributes,
      ...body.model.filter((a) => a.name !== 'license' || licence(root, path).length === 0),
    ],
    relations: [...relations, ...index.relations],
    distributions: [],
  }
  yield* body.datasets
  if (body.training.length === 0) return
  yield {
    subject: { by: 'path', kind: 'training', path: runFolder(path) },
    evidence: evidenceAt(path, body.line, 'tells of the run that trained the model'),
    attributes: [...body.training, ...methods],
    relations: [{ kind: 'provides', to: { by: 'holder', kind: 'model' } }, ...relations, ...index.relations],
    distributions: [],
  }
}

function basesOf(root: JsonValue, body: CardBody): Base[] {
  const relation = textOf(member(root, 'base_model_relation')?.value)
  const role = relation === undefined ? undefined : ROLES.get(relation)
  const listed = listOf(member(root, 'base_model')).flatMap(({ line, text }): Base[] => {
    const to = modelReference(text, { kind: 'model', hub: true })
    return to ? [{ to, line, ...(role && { role }) }] : []
  })
  const fromTags = listOf(member(root, 'tags')).flatMap(({ line, text }): Base[] => {
    const match = /^base_model:(?:(adapter|finetune|quantized|merge):)?([^:]{1,200})$/.exec(text)
    const to = match?.[2] === undefined ? undefined : modelReference(match[2], { kind: 'model', hub: true })
    const part = match?.[1] === undefined ? undefined : ROLES.get(match[1])
    return to ? [{ to, line, ...(part && { role: part }) }] : []
  })
  const named = [...listed, ...fromTags]
  // Generated text repeats the front matter, by a path where the front matter knows no name.
  return distinct(named.length > 0 ? named : body.bases.map(({ subject: to, line }) => ({ to, line })))
}

function distinct(bases: readonly Base[]): Base[] {
  const known = new Map<string, Base>()
  for (const base of bases) {
    const key = JSON.stringify(base.to).toLowerCase()
    known.set(key, { ...base, ...known.get(key) })
  }
  return [...known.values()]
}

function dataRelations(root: JsonValue, body: CardBody): SightedRelation[] {
  const listed = listOf(member(root, 'datasets')).flatMap(({ text }): SightedRelation[] => {
    const to = modelReference(text, { kind: 'dataset', hub: true })
    return to ? [{ kind: 'trained-on', to }] : []
  })
  const told = body.data.filter((r) => r.kind === 'tested-on' || listed.length === 0)
  return [...listed, ...told]
}

function roles(root: JsonValue, bases: readonly Base[], path: string): Attribute[] {
  const relation = member(root, 'base_model_relation')
  const named = bases.find((b) => b.role !== undefined)
  const embeds =
    textOf(member(root, 'library_name')?.value) === 'sentence-transformers'
      ? stated('role', member(root, 'pipeline_tag'), path, {
          as: (task) => (EMBEDS.test(task) ? 'embedding' : task === 'text-ranking' ? 'reranker' : undefined),
        })
      : []
  if (named?.role !== undefined)
    return [
      ...attribute(
        'role',
        named.role,
        evidenceAt(path, relation?.line ?? named.line, 'says how it was made of its base'),
      ),
      ...embeds,
    ]
  return embeds
}

function tuning(root: JsonValue, path: string): Attribute[] {
  const tags = member(root, 'tags')
  return tagged(tags).flatMap(({ line, text }) =>
    METHOD_TAGS.test(text)
      ? attribute('tuning-method', text, evidenceAt(path, line, 'is a tag of the card'))
      : [],
  )
}

function tagged(m: JsonMember | undefined): { line: number; text: string }[] {
  return isArray(m?.value)
    ? m.value.items.flatMap((tag) => (typeof tag === 'string' ? [{ line: m.line, text: tag }] : []))
    : []
}
