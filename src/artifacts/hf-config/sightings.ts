import type { JsonValue } from '../../bytes/json.ts'
import type { Sighting } from '../../model/sighting.ts'
import { describeAdapter } from './describe/adapter.ts'
import type { Description } from './describe/description.ts'
import { describeIndex, describePipeline, describeTokenizer } from './describe/others.ts'
import { describeModules, describePooling, describeSentenceConfig } from './describe/sentence-transformers.ts'
import { describeTransformers } from './describe/transformers.ts'

const DESCRIBERS: readonly ((root: JsonValue, path: string) => Description | undefined)[] = [
  describeAdapter,
  describeModules,
  describePooling,
  describeSentenceConfig,
  describePipeline,
  describeIndex,
  describeTokenizer,
  describeTransformers,
]

/** What a configuration says of the model that it is part of; the first reading that fits counts. */
export function* sightings(root: JsonValue, path: string): Generator<Sighting> {
  for (const describe of DESCRIBERS) {
    const description = describe(root, path)
    if (!description) continue
    yield { subject: { by: 'holder', kind: 'model' }, distributions: [], ...description }
    return
  }
}
