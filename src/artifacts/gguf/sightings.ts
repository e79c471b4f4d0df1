import type { Attribute, AttributeName, Status } from '../../model/attribute.ts'
import type { Evidence } from '../../model/finding.ts'
import { byteRange } from '../../model/location.ts'
import type { NamedSubject, SightedRelation, Sighting, Subject } from '../../model/sighting.ts'
import { familyAttributes } from '../../names/model-family.ts'
import { modelReference } from '../../names/model-reference.ts'
import { attribute, decimal } from '../../syntax/stated.ts'
import type { GgufFacts } from './facts.ts'
import type { MetadataValue } from '../../tensors/gguf/facts.ts'
import { tensorType } from '../../tensors/gguf/tensor-types.ts'

const MAX_BASES = 20

/** Sizes under the names that configurations give them. */
const SIZES: readonly (readonly [key: string, name: string])[] = [
  ['hidden_size', 'embedding_length'],
  ['num_hidden_layers', 'block_count'],
  ['num_attention_heads', 'attention.head_count'],
  ['num_key_value_heads', 'attention.head_count_kv'],
  ['intermediate_size', 'feed_forward_length'],
  ['num_experts', 'expert_count'],
  ['vocab_size', 'vocab_size'],
]
const POOLING = ['none', 'mean', 'cls', 'last', 'rank']
const PLAIN: readonly (readonly [AttributeName, string])[] = [
  ['license', 'general.license'],
  ['author', 'general.author'],
  ['supplier', 'general.organization'],
  ['description', 'general.description'],
  ['source-url', 'general.source.url'],
  ['source-url', 'general.source.repo_url'],
  ['source-url', 'general.url'],
  ['source-url', 'general.repo_url'],
  ['variant', 'general.finetune'],
]

/** What the header says of the model. Shape and number format come from the table of tensors, the rest is said by its maker. */
export function* sightings(facts: GgufFacts, path: string): Generator<Sighting> {
  // What hides inside another file is not that file's model.
  if (path.includes('!')) return
  const { metadata, identity } = facts
  const at = (says: string): Evidence => ({ at: { path, range: byteRange(0, 4) }, says })
  const value = (key: string): MetadataValue | undefined =>
    Object.hasOwn(metadata, key) ? metadata[key] : undefined
  const says = (
    name: AttributeName,
    key: string,
    more: { key?: string; status?: Status } = {},
  ): Attribute[] => attribute(name, scalar(value(key)), at(`is stated by ${key}`), more)
  const { architecture } = identity
  const inArchitecture = (name: string): string => `${architecture ?? ''}.${name}`
  const evidence = at(identity.name ? `holds the model "${identity.name.slice(0, 100)}"` : 'holds a model')
  const pooling = POOLING[Number(value(inArchitecture('pooling_type')) ?? -1)]
  const embeds = pooling !== undefined && pooling !== 'none' && pooling !== 'rank'
  const adapter = value('general.type') === 'adapter' || value('adapter.type') !== undefined
  yield {
    subject: { by: 'holder', kind: 'model' },
    evidence,
    attributes: [
      ...says('architecture', 'general.architecture', { status: 'verified' }),
      ...familyAttributes(
        {
          // Written for people: `Llama 3.1 8B Instruct`.
          ...(identity.name !== undefined && { name: identity.name.slice(0, 200).replaceAll(' ', '-') }),
          ...(architecture !== undefined && { architectures: [architecture] }),
        },
        evidence,
      ),
      ...attribute('library', 'gguf', evidence),
      ...(adapter ? [] : task(facts, pooling, at)),
      ...shape(facts, at('is counted in the table of tensors')),
      ...format(facts, at),
      ...PLAIN.flatMap(([name, key]) => says(name, key)),
      ...says('context-length', inArchitecture('context_length')),
      ...SIZES.flatMap(([key, name]) => says('hyperparameter', inArchitecture(name), { key })),
      ...(adapter ? attribute('role', 'adapter', evidence) : []),
      ...says('tuning-method', 'adapter.type'),
      ...says('hyperparameter', 'adapter.lora.alpha', { key: 'lora_alpha' }),
      ...(pooling === undefined || pooling === 'none'
        ? []
        : attribute('pooling', pooling, at(`is stated by ${inArchitecture('pooling_type')}`))),
      ...(pooling === 'rank' ? attribute('role', 'reranker', evidence) : []),
      ...(embeds
        ? [
            ...attribute('role', 'embedding', evidence),
            ...says('dimension', inArchitecture('embedding_length')),
          ]
        : []),
    ],
    relations: [...bases(metadata, path), ...datasets(metadata, path)],
    distributions: [],
  }
}

const EMBEDDINGS: ReadonlySet<string> = new Set(['mean', 'cls', 'last'])

/** A template for chats is there for who generates text; what is pooled is no text any more. */
function task(
  { metadata }: GgufFacts,
  pooling: string | undefined,
  at: (says: string) => Evidence,
): Attribute[] {
  const told = (value: string, says: string): Attribute[] =>
    attribute('task', value, at(says), { status: 'inferred' })
  if (pooling === 'rank') return told('text-ranking', 'pools to ranks')
  if (pooling !== undefined && EMBEDDINGS.has(pooling)) return told('feature-extraction', 'pools to vectors')
  return Object.hasOwn(metadata, 'tokenizer.chat_template')
    ? told('text-generation', 'has a template for chats')
    : []
}

function scalar(value: MetadataValue | undefined): string | null {
  if (value === undefined) return null
  return typeof value === 'number' ? decimal(value) : String(value)
}

/** A shard holds only a part of the weights. */
function shape({ tensors, tensorCount, identity, flaws }: GgufFacts, evidence: Evidence): Attribute[] {
  if (tensors.length !== tensorCount || tensorCount === 0 || (identity.shard?.count ?? 1) > 1) return []
  if (flaws.some((f) => f.kind === 'broken' || f.kind === 'no-room')) return []
  const count = tensors.reduce((sum, t) => sum + elements(t.shape), 0)
  return Number.isSafeInteger(count)
    ? attribute('parameters', String(count), evidence, { status: 'verified' })
    : []
}

function elements(dimensions: readonly number[]): number {
  return dimensions.reduce((product, d) => product * d, 1)
}

/** The type that holds most weights; the name of the recipe where the two agree. */
function format({ tensors, identity, metadata }: GgufFacts, at: (says: string) => Evidence): Attribute[] {
  const weights = new Map<number, number>()
  for (const { type, shape: dimensions } of tensors)
    weights.set(type, (weights.get(type) ?? 0) + elements(dimensions))
  const [most] = [...weights].toSorted((a, b) => b[1] - a[1])
  const seen = most && tensorType(most[0])?.name
  const named = Object.hasOwn(metadata, 'general.file_type') ? identity.quantisation : undefined
  const counted = at('is counted in the table of tensors')
  if (seen === undefined)
    return named === undefined ? [] : attribute('quantization', named, at('is stated by general.file_type'))
  if (named === undefined || named === seen)
    return attribute('quantization', seen, counted, { status: 'verified' })
  if (agree(named, seen)) return attribute('quantization', named, counted, { status: 'verified' })
  return [
    ...attribute('quantization', seen, counted, { status: 'verified' }),
    ...attribute('quantization', named, at('is stated by general.file_type')),
  ]
}

/** `Q4_K_M` is mostly Q4_K. */
function agree(recipe: string, type: string): boolean {
  return recipe.startsWith(`${type}_`) || recipe.split('_', 1)[0] === type.split('_', 1)[0]
}

function bases(metadata: GgufFacts['metadata'], path: string): SightedRelation[] {
  const listed = namedModels(metadata, 'general.base_model', 'model', path)
  if (listed.length > 0) return listed.map((to) => ({ kind: 'derived-from', to }))
  const repository = text(metadata, 'general.source.huggingface.repository')
  const to = repository === undefined ? undefined : modelReference(repository, { kind: 'model', hub: true })
  return to ? [{ kind: 'derived-from', to }] : []
}

function datasets(metadata: GgufFacts['metadata'], path: string): SightedRelation[] {
  return namedModels(metadata, 'general.dataset', 'dataset', path).map((to) => ({ kind: 'trained-on', to }))
}

function namedModels(
  metadata: GgufFacts['metadata'],
  prefix: string,
  kind: 'model' | 'dataset',
  path: string,
): Subject[] {
  const count = Number(Object.hasOwn(metadata, `${prefix}.count`) ? metadata[`${prefix}.count`] : 0)
  return Array.from({ length: Math.min(count > 0 ? count : 0, MAX_BASES) }, (_, i) => i).flatMap((i) => {
    const field = (name: string): string | undefined => text(metadata, `${prefix}.${i}.${name}`)
    for (const address of [field('repo_url'), field('url')]) {
      const known = address === undefined ? undefined : modelReference(address, { kind, hub: true })
      if (known) return [known]
    }
    const name = field('name')
    if (name === undefined) return []
    // Words for people, not a repository: the name is local to this file.
    const organization = field('organization')
    const full = organization && !name.startsWith(organization) ? `${organization} ${name}` : name
    return [{ by: 'name', kind, registry: path, name: full.slice(0, 200) } satisfies NamedSubject]
  })
}

function text(metadata: GgufFacts['metadata'], key: string): string | undefined {
  const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
