import type { JsonValue } from '../../bytes/json.ts'
import type { Sighting } from '../../model/sighting.ts'
import { describeAdapter } from './describe/adapter.ts'
import type { Description } from './describe/description.ts'
import { describeIndex, describePipeline, describeTokenizer } from './describe/others.ts'
import { describeModules, describePooling, describeSentenceConfig } from './describe/sentence-transformers.ts'
import { describeTransformers } from './describe/transformers.ts'

/** Each under the name by which the libraries find it: others are samples, tests and defaults. */
const DESCRIBERS: readonly (readonly [
  name: RegExp,
  describe: (root: JsonValue, path: string) => Description | undefined,
])[] = [
  [/(?:^|\/)adapter_config\.json$/, describeAdapter],
  [/(?:^|\/)modules\.json$/, describeModules],
  [/(?:^|\/)\d+_[^/]+\/config\.json$/, describePooling],
  [/(?:^|\/)(?:config_sentence_transformers|sentence_bert_config)\.json$/, describeSentenceConfig],
  [/(?:^|\/)model_index\.json$/, describePipeline],
  [/\.index\.json$/, describeIndex],
  // Beside a model; in a folder of its own there is no model that it could be part of.
  [
    /(?<=^|\/)(?<!(?:^|\/)(?:tokenizer|processor|feature_extractor)(?:_\d)?\/)tokenizer_config\.json$/,
    describeTokenizer,
  ],
  [/(?:^|\/)config\.json$/, describeTransformers],
]

/** What a configuration says of the model that it is part of; the first reading that fits counts. */
export function* sightings(root: JsonValue, path: string): Generator<Sighting> {
  if (path.includes('!')) return
  for (const [name, describe] of DESCRIBERS) {
    if (!name.test(path)) continue
    const description = describe(root, path)
    if (!description) continue
    const { version, ...said } = description
    const subject = { by: 'holder', kind: 'model', ...(version !== undefined && { version }) } as const
    yield { subject, distributions: [], ...said }
    return
  }
}
