import { posix } from 'node:path'
import { isArray, member, parseJson, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute, AttributeName } from '../../model/attribute.ts'
import { ReadError } from '../../model/read-error.ts'
import type { SightedRelation, Sighting, Subject } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import {
  attribute,
  decimal,
  evidenceAt,
  inDecimal,
  isSecretKey,
  stated,
  textOf,
} from '../../syntax/stated.ts'
import { instantOfNumber } from '../../text/instant.ts'
import { runSighting, withoutSecretArguments } from '../tracked-run.ts'
import type { RunFile } from './facts.ts'
import { placeOf } from './place.ts'

export function* runFileSightings(file: RunFile, path: string): Generator<Sighting> {
  const place = placeOf(path)
  switch (file.kind) {
    case 'run':
      yield* runMeta(file.root, path)
      return
    case 'dataset':
      yield* dataset(file.root, path)
      return
    case 'input':
      if (place?.kind === 'input') yield* input(file.root, path, place.run)
      return
    case 'param':
    case 'metric':
    case 'tag':
      if (place !== undefined && 'key' in place) yield* value(file, path, place.run)
      return
    default:
      file satisfies never
  }
}

function* runMeta(root: JsonValue, path: string): Generator<Sighting> {
  const id = member(root, 'run_id') ?? member(root, 'run_uuid')
  if (textOf(id?.value) === undefined || member(root, 'experiment_id') === undefined) return
  if (textOf(member(root, 'lifecycle_stage')?.value) === 'deleted') return
  const name = textOf(member(root, 'run_name')?.value)
  const time = (m: JsonMember | undefined, as_: AttributeName): Attribute[] =>
    stated(as_, m, path, { basis: 'stated', as: (text) => instantOfNumber(Number(text)) })
  yield runSighting(
    posix.dirname(path),
    {
      path,
      ...(id && { line: id.line }),
      says: `is the record of an MLflow run${name ? ` named ${name.slice(0, 80)}` : ''}`,
    },
    [
      ...stated('run-id', id, path),
      ...stated('experimenter', member(root, 'user_id'), path, { as: known }),
      ...time(member(root, 'start_time'), 'started-at'),
      ...time(member(root, 'end_time'), 'ended-at'),
      ...stated('entry-point', member(root, 'source_name'), path, { as: withoutSecretArguments }),
      ...stated('code-commit', member(root, 'source_version'), path, { as: commit }),
    ],
  )
}

function known(text: string): string | undefined {
  return text === 'unknown' ? undefined : text
}

function commit(text: string): string | undefined {
  return /^[0-9a-f]{7,64}$/.test(text) ? text : undefined
}

const TAGS: Readonly<Record<string, readonly [AttributeName, (text: string) => string | undefined]>> = {
  'mlflow.user': ['experimenter', known],
  'mlflow.source.git.commit': ['code-commit', commit],
  'mlflow.source.git.repoURL': ['code-repository', (text) => text],
  'mlflow.gitRepoURL': ['code-repository', (text) => text],
  'mlflow.source.name': ['entry-point', withoutSecretArguments],
  'mlflow.docker.image.uri': ['container-image', (text) => text],
  'mlflow.docker.image.id': ['container-image', (text) => text],
  'mlflow.autologging': ['framework', (text) => text],
  'mlflow.note.content': ['description', (text) => text],
}
/** Parameters that name what the run starts from or learns from. */
const BASE_KEY =
  /^(?:_name_or_path|(?:base_?)?model(?:_name)?(?:_or_path)?|base_model(?:_name)?|model_id|pretrained_model(?:_name_or_path)?)$/i
const DATA_KEY = /^(?:dataset|dataset_name|dataset_id|train_dataset|dataset_path|train_file)$/i

function* value(file: Extract<RunFile, { text: string }>, path: string, run: string): Generator<Sighting> {
  const { kind, key } = file
  const text = file.text.trim()
  if (text === '' || text === 'None' || isSecretKey(key)) return
  const evidence = evidenceAt(path, 1, `is the ${kind === 'param' ? 'parameter' : kind} ${key.slice(0, 80)}`)
  const at = { path, line: 1, says: evidence.says }
  if (kind === 'param') {
    yield runSighting(
      run,
      at,
      attribute('hyperparameter', inDecimal(text), evidence, { key }),
      inputsOf(key, text),
    )
  } else if (kind === 'metric') {
    const last = lastValue(text)
    if (last !== undefined) yield runSighting(run, at, attribute('metric', last, evidence, { key }))
  } else if (key === 'mlflow.log-model.history') {
    yield runSighting(run, at, [], loggedModels(text, run))
  } else if (Object.hasOwn(TAGS, key)) {
    const [name, as] = TAGS[key]!
    yield runSighting(run, at, attribute(name, text, evidence, { as }))
  }
}

function inputsOf(key: string, text: string): SightedRelation[] {
  const kind = BASE_KEY.test(key) ? 'model' : DATA_KEY.test(key) ? 'dataset' : undefined
  const to = kind === undefined ? undefined : modelReference(text, { kind })
  // A single word may be the name of an algorithm or a class.
  if (to === undefined || (to.by === 'path' && !text.includes('/'))) return []
  return [{ kind: kind === 'model' ? 'derived-from' : 'trained-on', to }]
}

/** `timestamp value step`, a line for each. */
function lastValue(text: string): string | undefined {
  const line = text.slice(text.lastIndexOf('\n') + 1)
  const number = Number(line.split(' ')[1])
  return /^\d+ \S+(?: -?\d+)?\b/.test(line) && Number.isFinite(number) ? decimal(number) : undefined
}

function loggedModels(text: string, run: string): SightedRelation[] {
  return items(json(text))
    .slice(0, 50)
    .flatMap((model): SightedRelation[] => {
      const folder = textOf(member(model, 'artifact_path')?.value)
      if (folder === undefined || !/^[\w][\w./ -]{0,200}$/.test(folder) || folder.includes('..')) return []
      return [
        { kind: 'provides', to: { by: 'path', kind: 'model', path: posix.join(run, 'artifacts', folder) } },
      ]
    })
}

function* input(root: JsonValue, path: string, run: string): Generator<Sighting> {
  const source = member(root, 'source_id')
  const id = textOf(source?.value)
  if (
    textOf(member(root, 'source_type')?.value) !== 'DATASET' ||
    id === undefined ||
    !/^[0-9a-f]{32}$/.test(id)
  )
    return
  const context = textOf(member(member(root, 'tags')?.value, 'mlflow.data.context')?.value) ?? 'training'
  const to: Subject = { by: 'path', kind: 'dataset', path: posix.join(posix.dirname(run), 'datasets', id) }
  const kind = /eval|valid|test/i.test(context) ? 'tested-on' : 'trained-on'
  yield runSighting(
    run,
    { path, ...(source && { line: source.line }), says: `is an input for ${context.slice(0, 40)}` },
    [],
    [{ kind, to }],
  )
}

/** `source` is JSON in a text, in the form of the dataset's own source. */
function* dataset(root: JsonValue, path: string): Generator<Sighting> {
  const name = member(root, 'name')
  const source = member(root, 'source')
  const from = json(textOf(source?.value) ?? '')
  const repository = textOf(member(from, 'path')?.value)
  const revision = textOf(member(from, 'revision')?.value)
  const hub =
    /^(?:hugging_?face|hf)$/.test(textOf(member(root, 'source_type')?.value) ?? '') &&
    repository !== undefined
      ? modelReference(repository, { kind: 'dataset', hub: true, ...(revision && { revision }) })
      : undefined
  const address = textOf(member(from, 'uri')?.value) ?? textOf(member(from, 'url')?.value)
  const evidence = evidenceAt(path, name?.line, 'is a dataset that an MLflow run was given')
  const rows = member(json(textOf(member(root, 'profile')?.value) ?? ''), 'num_rows')
  yield {
    subject: { by: 'path', kind: 'dataset', path: posix.dirname(path) },
    evidence,
    attributes: [
      ...stated('description', name, path),
      ...attribute('config', member(from, 'config_name')?.value, evidence),
      ...attribute('split', member(from, 'split')?.value, evidence),
      ...attribute('records', rows?.value, evidence),
      ...attribute(
        'source-url',
        address !== undefined && /^[a-z][a-z0-9+]{1,12}:\/\//.test(address) && !address.startsWith('file:')
          ? address
          : null,
        evidence,
      ),
    ],
    relations: hub ? [{ kind: 'derived-from', to: hub }] : [],
    distributions: [],
  }
}

function items(value_: JsonValue): readonly JsonValue[] {
  return isArray(value_) ? value_.items : []
}

function json(text: string): JsonValue {
  try {
    return text === '' ? null : parseJson(text).root
  } catch (error) {
    if (error instanceof ReadError) return null
    throw error
  }
}
