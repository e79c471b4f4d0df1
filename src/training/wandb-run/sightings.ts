import { posix } from 'node:path'
import { isArray, isObject, member, type JsonMember, type JsonObject } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { SightedRelation, Sighting } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { isTrainerSetting } from '../../names/training-run.ts'
import { attribute, evidenceAt, isSecretKey, stated, textOf } from '../../syntax/stated.ts'
import { instant } from '../../text/instant.ts'
import { runSighting, withoutSecretArguments } from '../tracked-run.ts'
import type { WandbFile } from './facts.ts'
import type { WandbLog } from './log-file.ts'

const MAX_VALUES = 300

export function* wandbSightings(file: WandbFile, path: string): Generator<Sighting> {
  const run = file.kind === 'log' ? posix.dirname(path) : posix.dirname(posix.dirname(path))
  const id = /run-\d{8}_\d{6}-([\w-]+)$/.exec(run)?.[1] ?? ''
  const says = 'belongs to a Weights & Biases run'
  const at = { path, line: 1, says }
  switch (file.kind) {
    case 'metadata':
      yield runSighting(
        run,
        at,
        [
          ...attribute('run-id', id, evidenceAt(path, undefined, 'lies in the folder of the run')),
          ...metadata(file.root, path),
        ],
        fromArguments(file.root),
      )
      return
    case 'log':
      yield logged(file.log, run, id, path)
      return
    case 'config':
      yield runSighting(run, at, settings(file.root, path), inputs(file.root))
      return
    case 'summary':
      yield runSighting(run, at, metrics(file.root, path))
      return
    case 'requirements':
      yield runSighting(run, at, frameworks(file.text, path))
      return
    default:
      file satisfies never
  }
}

function logged(
  { config, metadata: surroundings, summary }: WandbLog,
  run: string,
  id: string,
  path: string,
): Sighting {
  return runSighting(
    run,
    { path, says: 'is the log of a Weights & Biases run' },
    [
      ...attribute('run-id', id, evidenceAt(path, undefined, 'is the log of the run')),
      ...metadata(surroundings, path),
      ...settings(config, path),
      ...metrics(summary, path),
    ],
    distinct([...fromArguments(surroundings), ...inputs(config)]),
  )
}

function distinct(relations: readonly SightedRelation[]): SightedRelation[] {
  return [...new Map(relations.map((r) => [JSON.stringify(r), r])).values()]
}

function metadata(root: JsonObject, path: string): Attribute[] {
  const git = member(root, 'git')?.value
  const says = (name: Attribute['name'], m: JsonMember | undefined): Attribute[] => stated(name, m, path)
  const person = textOf(member(root, 'username')?.value) ? member(root, 'username') : member(root, 'email')
  return [
    ...stated('started-at', member(root, 'startedAt'), path, { basis: 'stated', as: instant }),
    ...says('experimenter', person),
    ...says('code-commit', member(git, 'commit')),
    ...says('code-repository', member(git, 'remote') ?? member(git, 'remote_url')),
    ...stated('entry-point', entry(root), path, { as: withoutSecretArguments }),
    ...says('container-image', member(root, 'docker')),
    ...hardware(root, path),
  ]
}

/** Relative to the repository where that is known. */
function entry(root: JsonObject): JsonMember | undefined {
  for (const key of ['codePath', 'codePathLocal', 'program']) {
    const found = member(root, key)
    if (textOf(found?.value)) return found
  }
  return undefined
}

function hardware(root: JsonObject, path: string): Attribute[] {
  const model = member(root, 'gpu')
  const count = textOf((member(root, 'gpu_count') ?? member(root, 'gpuCount'))?.value)
  const devices = member(root, 'gpu_nvidia') ?? member(root, 'gpuNvidia') ?? member(root, 'gpu_amd')
  const named = isArray(devices?.value)
    ? devices.value.items.flatMap((device) => textOf(member(device, 'name')?.value) ?? [])
    : []
  if (textOf(model?.value) !== undefined)
    return stated('hardware', model, path, {
      as: (text) =>
        count !== undefined && /^\d{1,4}$/.test(count) && count !== '1' ? `${count} x ${text}` : text,
    })
  const [first] = named
  if (first === undefined || devices === undefined) return []
  const text =
    named.length > 1 && named.every((name) => name === first)
      ? `${named.length} x ${first}`
      : named.slice(0, 16).join(', ')
  return attribute('hardware', text, evidenceAt(path, devices.line, `is stated by ${devices.key}`))
}

const BASE_KEY =
  /^(?:_name_or_path|model_name_or_path|base_model(?:_name(?:_or_path)?)?|model_name|model_id|pretrained_model_name_or_path)$/
const DATA_KEY = /^(?:dataset|dataset_name|dataset_id|train_dataset|train_file)$/
const BASE_FLAG =
  /^--(?:model[_-]name[_-]or[_-]path|base[_-]model|model[_-]id|pretrained[_-]model[_-]name[_-]or[_-]path)$/
const DATA_FLAG = /^--(?:dataset[_-]name|dataset|dataset[_-]id|train[_-]file)$/

/** Only the arguments that name models and data: others may be secrets. */
function fromArguments(root: JsonObject): SightedRelation[] {
  const listed = member(root, 'args')?.value
  const words = (isArray(listed) ? listed.items.slice(0, 1000) : [])
    .flatMap((item) => textOf(item) ?? [])
    .flatMap((word) =>
      /^--[\w-]+=/.test(word)
        ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
        : [word],
    )
  return words.flatMap((word, i) => {
    const value = words[i + 1] ?? ''
    if (value.startsWith('-')) return []
    return reference(BASE_FLAG.test(word) ? 'model' : DATA_FLAG.test(word) ? 'dataset' : undefined, value)
  })
}

function reference(kind: 'model' | 'dataset' | undefined, text: string): SightedRelation[] {
  const to = kind === undefined ? undefined : modelReference(text, { kind })
  if (to === undefined || (to.by === 'path' && !text.includes('/'))) return []
  return [{ kind: kind === 'model' ? 'derived-from' : 'trained-on', to }]
}

/** `key: {desc, value}`. */
function values(root: JsonObject): JsonMember[] {
  return root.members
    .filter((m) => !m.key.startsWith('_') || m.key === '_name_or_path')
    .flatMap((m) => {
      const value = member(m.value, 'value')
      return value ? [{ key: m.key, line: value.line, value: value.value }] : []
    })
}

function settings(root: JsonObject, path: string): Attribute[] {
  const all = values(root)
  // The Trainer hands over its arguments together with the whole configuration of the model.
  const dumped = all.some((m) => m.key === 'transformers_version' || m.key === 'per_device_train_batch_size')
  return all
    .filter((m) => !isSecretKey(m.key) && !m.key.startsWith('_') && (!dumped || isTrainerSetting(m.key)))
    .filter((m) => !isObject(m.value) && !isArray(m.value))
    .slice(0, MAX_VALUES)
    .flatMap((m) =>
      stated('hyperparameter', m, path, { key: m.key.slice(0, 200), as: (text) => text || undefined }),
    )
}

function inputs(root: JsonObject): SightedRelation[] {
  return values(root).flatMap((m) => {
    const text = textOf(m.value) ?? ''
    return reference(BASE_KEY.test(m.key) ? 'model' : DATA_KEY.test(m.key) ? 'dataset' : undefined, text)
  })
}

function metrics(root: JsonObject, path: string): Attribute[] {
  return root.members
    .filter((m) => !m.key.startsWith('_') && typeof m.value === 'number')
    .slice(0, MAX_VALUES)
    .flatMap((m) => stated('metric', m, path, { key: m.key.slice(0, 200) }))
}

const FRAMEWORK =
  /^(transformers|torch|trl|peft|axolotl|unsloth|accelerate|deepspeed|lightning|pytorch-lightning|sentence-transformers|tensorflow|keras|jax|flax|torchtune|llamafactory|setfit|scikit-learn|xgboost|lightgbm)==([\w.!+-]{1,60})$/i

/** The environment of the run: only what trains is a framework. */
function frameworks(text: string, path: string): Attribute[] {
  return text.split('\n', 20_000).flatMap((line, i) => {
    const [, name = '', version = ''] = FRAMEWORK.exec(line.trim()) ?? []
    return name
      ? attribute(
          'framework',
          `${name.toLowerCase()}@${version}`,
          evidenceAt(path, i + 1, 'was installed in the environment of the run'),
        )
      : []
  })
}
