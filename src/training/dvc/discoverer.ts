import { isObject, type JsonValue } from '../../bytes/json.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import type { Sighting } from '../../model/sighting.ts'
import { readYaml } from '../../syntax/read-document.ts'
import { pipelineSightings } from './pipeline.ts'
import { trackedSightings } from './tracked.ts'

/** Data and models under the control of DVC, and the stages that make them. */
export const dvc: Discoverer<JsonValue> = {
  id: 'dvc',
  title: 'DVC',
  claims,
  *read({ bytes }, ctx) {
    const root = readYaml(bytes, ctx)
    if (isObject(root)) yield { kind: 'facts', facts: root }
  },
  *sightings(root, path): Generator<Sighting> {
    if (/\.dvc$/i.test(path)) yield* trackedSightings(root, path)
    else yield* pipelineSightings(root, path)
  },
}

function claims({ name, text }: Sample): boolean {
  if (text === undefined) return false
  if (name === 'dvc.yaml' || name === 'dvc.lock') return /^stages\s*:/m.test(text)
  return name.endsWith('.dvc') && /^(?:outs|deps)\s*:/m.test(text)
}
