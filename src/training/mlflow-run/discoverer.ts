import type { Discoverer, Discovery } from '../../model/discoverer.ts'
import { KiB } from '../../model/context.ts'
import { readText, readYaml } from '../../syntax/read-document.ts'
import { isObject } from '../../bytes/json.ts'
import type { RunFile } from './facts.ts'
import { placeOf } from './place.ts'
import { runFileSightings } from './sightings.ts'

/** Values and histories are short; a longer one is an artifact in the wrong place. */
const MAX_VALUE = 512 * KiB

/** The file store of MLflow: a folder for each run, a file for each parameter, metric and tag. */
export const mlflowRun: Discoverer<RunFile> = {
  id: 'mlflow-run',
  title: 'MLflow run',
  claims: ({ path, name, text }) =>
    placeOf(path) !== undefined ||
    (name === 'meta.yaml' && text !== undefined && /^run_(?:id|uuid):/m.test(text)),
  *read({ path, bytes }, ctx): Generator<Discovery<RunFile>> {
    const place = placeOf(path)
    if (place !== undefined && 'key' in place) {
      const { kind, key } = place
      if (bytes.size <= MAX_VALUE) yield { kind: 'facts', facts: { kind, key, text: readText(bytes, ctx) } }
      return
    }
    const root = readYaml(bytes, ctx)
    if (isObject(root)) yield { kind: 'facts', facts: { kind: place?.kind ?? 'run', root } }
  },
  sightings: runFileSightings,
}
