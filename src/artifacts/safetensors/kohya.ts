import { posix } from 'node:path'
import { isObject, member, parseJson, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Evidence } from '../../model/finding.ts'
import { ReadError } from '../../model/read-error.ts'
import type { SightedRelation, Sighting, Subject } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { attribute, textOf } from '../../syntax/stated.ts'
import { instantOfNumber } from '../../text/instant.ts'

const SETTINGS = [
  'ss_learning_rate',
  'ss_unet_lr',
  'ss_text_encoder_lr',
  'ss_lr_scheduler',
  'ss_lr_warmup_steps',
  'ss_optimizer',
  'ss_num_epochs',
  'ss_epoch',
  'ss_steps',
  'ss_max_train_steps',
  'ss_batch_size_per_device',
  'ss_total_batch_size',
  'ss_gradient_accumulation_steps',
  'ss_gradient_checkpointing',
  'ss_mixed_precision',
  'ss_seed',
  'ss_resolution',
  'ss_clip_skip',
  'ss_min_snr_gamma',
  'ss_noise_offset',
  'ss_num_train_images',
  'ss_num_reg_images',
]
const NETWORK: readonly (readonly [key: string, name: string])[] = [
  ['ss_network_dim', 'r'],
  ['ss_network_alpha', 'lora_alpha'],
  ['ss_network_module', 'network_module'],
  ['ss_network_dropout', 'lora_dropout'],
]
const MAX_DATASETS = 100

interface Training {
  /** What it says of the model itself. */
  readonly model: readonly Attribute[]
  readonly relations: readonly SightedRelation[]
  /** The run that made it, and its data. */
  readonly sightings: readonly Sighting[]
}

/** The record that kohya's sd-scripts leave in what they train. */
export function kohyaTraining(
  metadata: Readonly<Record<string, string>>,
  path: string,
  at: (says: string) => Evidence,
): Training {
  const read = (key: string): string | undefined => {
    const text = Object.hasOwn(metadata, key) ? metadata[key]?.trim() : undefined
    return text === '' || text === 'None' ? undefined : text
  }
  if (!Object.keys(metadata).some((key) => key.startsWith('ss_')))
    return { model: [], relations: [], sightings: [] }
  const says = (key: string, name: Attribute['name'], as?: string, keyed?: string): Attribute[] =>
    attribute(
      name,
      as ?? read(key) ?? null,
      at(`is stated by ${key}`),
      keyed === undefined ? {} : { key: keyed },
    )
  const adapter = read('ss_network_module') !== undefined
  const base = baseOf(read)
  const derived: SightedRelation[] = base ? [{ kind: 'derived-from', to: base }] : []
  const trained = datasets(read, path).map((to): SightedRelation => ({ kind: 'trained-on', to }))
  const time = (key: string): string | undefined => instantOfNumber(Number(read(key)))
  const run: Sighting = {
    subject: { by: 'path', kind: 'training', path },
    evidence: at('records the run that trained it'),
    attributes: [
      ...says('ss_sd_scripts_commit_hash', 'framework', read('ss_sd_scripts_commit_hash') && 'sd-scripts'),
      ...says('ss_session_id', 'run-id'),
      ...dated('started-at', time('ss_training_started_at'), at('is stated by ss_training_started_at')),
      ...dated('ended-at', time('ss_training_finished_at'), at('is stated by ss_training_finished_at')),
      ...(adapter ? says('ss_network_module', 'tuning-method', 'lora') : []),
      ...SETTINGS.flatMap((key) => says(key, 'hyperparameter', undefined, key.slice('ss_'.length))),
    ],
    relations: [{ kind: 'provides', to: { by: 'holder', kind: 'model' } }, ...derived, ...trained],
    distributions: [],
  }
  return {
    model: [
      ...(adapter
        ? [
            ...says('ss_network_module', 'role', 'adapter'),
            ...says('ss_network_module', 'tuning-method', 'lora'),
          ]
        : []),
      ...NETWORK.flatMap(([key, name]) => says(key, 'hyperparameter', undefined, name)),
      ...says('ss_base_model_version', 'family'),
    ],
    relations: [...derived, ...trained],
    sightings: [run],
  }
}

function dated(name: 'started-at' | 'ended-at', value: string | undefined, evidence: Evidence): Attribute[] {
  return attribute(name, value ?? null, evidence, { basis: 'stated' })
}

function baseOf(read: (key: string) => string | undefined): Subject | undefined {
  const name = read('ss_sd_model_name') ?? read('ss_pretrained_model_name_or_path')
  if (name === undefined) return undefined
  const found = modelReference(name, { kind: 'model' })
  // The trainer's working folder is not this tree.
  return found?.by === 'path'
    ? { by: 'name', kind: 'model', registry: 'path', name: posix.basename(found.path) }
    : found
}

/** Folders of images: `{"10_name": {"n_repeats": 10, "img_count": 20}}`. */
function datasets(read: (key: string) => string | undefined, path: string): Subject[] {
  const text = read('ss_dataset_dirs')
  const root = text === undefined ? null : json(text)
  if (!isObject(root)) return []
  return root.members
    .slice(0, MAX_DATASETS)
    .filter((m) => m.key !== '' && textOf(member(m.value, 'img_count')?.value) !== '0')
    .map((m) => ({ by: 'name', kind: 'dataset', registry: path, name: m.key.slice(0, 200) }))
}

function json(text: string): JsonValue {
  try {
    return parseJson(text).root
  } catch (error) {
    // Long records are cut: what is left of this one says nothing.
    if (error instanceof ReadError) return null
    throw error
  }
}
