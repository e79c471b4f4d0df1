import { isObject, member, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Sighting } from '../../model/sighting.ts'
import { evidenceAt } from '../../syntax/stated.ts'
import { readBody } from './body.ts'
import { datasetCard } from './dataset-card.ts'
import { cardDescription } from './description.ts'
import type { CardFacts, CardLine } from './facts.ts'
import { modelCardSightings } from './model-front-matter.ts'
import { spaceCard } from './space-card.ts'

const SPACE = ['sdk', 'app_file', 'sdk_version', 'app_port']
const DATASET = [
  'dataset_info',
  'configs',
  'size_categories',
  'task_categories',
  'task_ids',
  'annotations_creators',
  'language_creators',
  'source_datasets',
  'multilinguality',
  'pretty_name',
  'viewer',
]
const MODEL = [
  'pipeline_tag',
  'base_model',
  'base_model_relation',
  'library_name',
  'model-index',
  'model_name',
  'inference',
  'widget',
  'datasets',
  'metrics',
  'new_version',
  'quantized_by',
]
const MODEL_TAGS =
  /^(?:generated_from_trainer|lora|peft|gguf|merge|mergekit|sft|dpo|transformers|sentence-transformers|unsloth|axolotl|text-generation.*|base_model:.*)$/

/** A card speaks of a model, a dataset or a space; a page of a website with front matter speaks of none. */
export function* cardSightings({ frontMatter, version, body }: CardFacts, path: string): Generator<Sighting> {
  switch (cardKind(frontMatter, body, path)) {
    case 'space':
      yield* spaceCard(frontMatter, path)
      return
    case 'dataset':
      yield* datasetCard(frontMatter, description(body, path), path)
      return
    case 'model':
      yield* modelCardSightings(
        frontMatter,
        { ...readBody(body, path), description: description(body, path), version },
        path,
      )
      return
    default:
  }
}

function description(body: readonly CardLine[], path: string): Attribute[] {
  const found = cardDescription(body)
  if (!found) return []
  const evidence = evidenceAt(path, found.line, 'is the first paragraph of the card')
  return [{ name: 'description', value: found.text, status: 'declared', evidence }]
}

function cardKind(
  root: JsonValue,
  body: readonly CardLine[],
  path: string,
): 'space' | 'dataset' | 'model' | undefined {
  const has = (keys: readonly string[]): boolean => keys.some((key) => member(root, key) !== undefined)
  if (has(SPACE)) return 'space'
  if (has(DATASET) && !has(['pipeline_tag', 'base_model', 'model-index', 'library_name'])) return 'dataset'
  if (has(MODEL) || hasModelTag(root)) return 'model'
  if (/(?:^|\/)models--[^/]+\//.test(path)) return 'model'
  if (/(?:^|\/)datasets--[^/]+\//.test(path)) return 'dataset'
  const start = body.slice(0, 60).map((l) => l.text)
  if (start.some((l) => /^#\s+Dataset Card\b/i.test(l))) return isObject(root) ? 'dataset' : undefined
  if (start.some((l) => /^#\s+Model Card\b/i.test(l) || FINE_TUNED.test(l))) return 'model'
  return undefined
}

const FINE_TUNED =
  /^This (?:\S+ ){0,6}model is a (?:\S+ ){0,4}fine-?tuned version of \[|^This is a \[sentence-transformers\]\(.{1,200}finetuned from \[/

function hasModelTag(root: JsonValue): boolean {
  const tags = member(root, 'tags')?.value
  const listed = typeof tags === 'object' && tags !== null && tags.kind === 'array' ? tags.items : []
  return listed.some((tag) => typeof tag === 'string' && MODEL_TAGS.test(tag.slice(0, 100)))
}
