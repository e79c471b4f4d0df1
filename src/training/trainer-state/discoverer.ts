import { posix } from 'node:path'
import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import { malformed } from '../../model/read-error.ts'
import type { SightedRelation, Sighting } from '../../model/sighting.ts'
import { runFolder } from '../../names/training-run.ts'
import { readJson } from '../../syntax/read-document.ts'
import { evidenceAt, stated } from '../../syntax/stated.ts'

/** The state that a transformers Trainer saves with each checkpoint and at the end. */
export const trainerState: Discoverer<JsonValue> = {
  id: 'trainer-state',
  title: 'Trainer state',
  claims: ({ name }) => name === 'trainer_state.json',
  *read({ bytes }, ctx) {
    const root = readJson(bytes, ctx)
    if (!isObject(root)) throw malformed('the state of a Trainer is an object')
    yield { kind: 'facts', facts: root }
  },
  sightings,
}

const SETTINGS = [
  'num_train_epochs',
  'max_steps',
  'train_batch_size',
  'eval_steps',
  'save_steps',
  'logging_steps',
]
const RESULTS = [
  'global_step',
  'epoch',
  'total_flos',
  'num_input_tokens_seen',
  'best_metric',
  'best_global_step',
]
/** Entries of the history that are about the learning itself, not about its speed. */
const HISTORY =
  /^(?:loss|train_loss|learning_rate|grad_norm|mean_token_accuracy|reward|entropy|kl|eval_(?!runtime|samples_per|steps_per|num_).{1,60}|rewards\/.{1,60})$/

function* sightings(root: JsonValue, path: string): Generator<Sighting> {
  const step = member(root, 'global_step')
  if (step === undefined && !isArray(member(root, 'log_history')?.value)) return
  yield {
    subject: { by: 'path', kind: 'training', path: runFolder(path) },
    evidence: evidenceAt(path, step?.line, 'is the state of a training run'),
    attributes: [
      ...SETTINGS.flatMap((key) => stated('hyperparameter', member(root, key), path, { key })),
      ...(isLast(path) ? results(root, path) : []),
    ],
    relations: [{ kind: 'provides', to: { by: 'holder', kind: 'model' } }, ...best(root, path)],
    distributions: [],
  }
}

/** What a checkpoint says of the run is only true of the run until then. */
function isLast(path: string): boolean {
  return runFolder(path) === posix.dirname(path)
}

function results(root: JsonValue, path: string): Attribute[] {
  const history = member(root, 'log_history')?.value
  const last = new Map<string, JsonMember>()
  for (const entry of isArray(history) ? history.items.slice(-1000) : [])
    for (const m of isObject(entry) ? entry.members : []) if (HISTORY.test(m.key)) last.set(m.key, m)
  return [
    ...RESULTS.flatMap((key) => stated('metric', member(root, key), path, { key })),
    ...[...last]
      .slice(0, 100)
      .flatMap(([key, m]) => stated('metric', m, path, { key, says: `is the last ${key}` })),
  ]
}

/** Written with the folder as the run knew it: checkpoints lie below the run's own folder. */
function best(root: JsonValue, path: string): SightedRelation[] {
  const name = member(root, 'best_model_checkpoint')?.value
  const checkpoint = typeof name === 'string' ? posix.basename(name.replaceAll('\\', '/')) : ''
  if (!/^checkpoint-\d{1,12}$/.test(checkpoint)) return []
  return [
    { kind: 'provides', to: { by: 'path', kind: 'model', path: posix.join(runFolder(path), checkpoint) } },
  ]
}
