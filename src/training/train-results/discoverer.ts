import { isObject, member, type JsonValue } from '../../bytes/json.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import { malformed } from '../../model/read-error.ts'
import type { Sighting } from '../../model/sighting.ts'
import { runFolder } from '../../names/training-run.ts'
import { readJson } from '../../syntax/read-document.ts'
import { evidenceAt, stated } from '../../syntax/stated.ts'

const NAME = /^(?:all|train|eval|test|predict)_results\.json$/
/** Every script that saves metrics through the Trainer has one of them. */
const TELLING = [
  'epoch',
  'train_loss',
  'train_runtime',
  'eval_loss',
  'eval_runtime',
  'predict_loss',
  'test_loss',
  'total_flos',
]
const MAX_METRICS = 200

/** The metrics that a transformers Trainer saves when it is done. */
export const trainResults: Discoverer<JsonValue> = {
  id: 'train-results',
  title: 'Results of a training run',
  claims: ({ name }) => NAME.test(name),
  *read({ bytes }, ctx) {
    const root = readJson(bytes, ctx)
    if (!isObject(root)) throw malformed('results of a Trainer are an object')
    yield { kind: 'facts', facts: root }
  },
  *sightings(root, path): Generator<Sighting> {
    if (!isObject(root) || !TELLING.some((key) => typeof member(root, key)?.value === 'number')) return
    yield {
      subject: { by: 'path', kind: 'training', path: runFolder(path) },
      evidence: evidenceAt(path, root.line, 'holds the results of a training run'),
      attributes: root.members
        .slice(0, MAX_METRICS)
        .filter((m) => typeof m.value === 'number')
        .flatMap((m) => stated('metric', m, path, { key: m.key.slice(0, 200) })),
      relations: [],
      distributions: [],
    }
  },
}
