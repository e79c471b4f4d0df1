import { isArray, isObject, member, parseJson, type JsonValue } from '../../bytes/json.ts'
import type { Format } from '../../model/format.ts'
import { MiB } from '../../model/context.ts'
import { overLimit } from '../../model/read-error.ts'
import type { FileRecord } from '../../model/record.ts'
import { claims } from './claims.ts'
import { collect } from './collect.ts'
import type { HfConfigFacts } from './facts.ts'
import { arbitraryImport } from './rules/arbitrary-import.ts'
import { localCode } from './rules/local-code.ts'
import { pythonObject } from './rules/python-object.ts'
import { remoteCode } from './rules/remote-code.ts'
import { repeatedKey } from './rules/repeated-key.ts'
import { shardPath } from './rules/shard-path.ts'
import { trustRemoteCode } from './rules/trust-remote-code.ts'
import { readShardIndex } from './shards.ts'
import { sightings } from './sightings.ts'
import { isPooling } from './describe/sentence-transformers.ts'

/** Configuration is small; the index of a model with a hundred thousand tensors fits. */
const MAX_SIZE = 16 * MiB

/** Configuration that Hugging Face libraries read: transformers, diffusers, PEFT, sentence-transformers, kernels. */
export const hfConfig: Format<HfConfigFacts> = {
  id: 'hf-config',
  title: 'Hugging Face configuration',
  extensions: ['.json'],
  onLoad: 'data',
  rules: [remoteCode, arbitraryImport, localCode, pythonObject, trustRemoteCode, repeatedKey, shardPath],
  claims,
  inventory: true,
  sightings: ({ document }, path) => sightings(document, path),
  *read({ bytes }, ctx) {
    if (bytes.size > Math.min(MAX_SIZE, ctx.limits.structureBytes))
      throw overLimit(`a JSON document of ${bytes.size} bytes`)
    const text = bytes.read(0, bytes.size).toString('utf8')
    const document = parseJson(text, () => ctx.checkpoint())
    const { root } = document
    const found = collect(root)
    const index = readShardIndex(root)
    if (index) yield { kind: 'record', record: index.record }
    const config = modelConfig(root)
    if (config) yield { kind: 'record', record: config }
    for (const reference of found.code.filter((c) => c.origin === 'local'))
      yield { kind: 'record', record: { kind: 'reference', target: reference.target, why: reference.key } }
    if (!speaks(root, found.code.length + found.trusting.length + found.objects.length, index !== undefined))
      return
    yield {
      kind: 'facts',
      facts: { ...found, repeated: document.repeated, strayShards: index?.stray ?? [], document: root },
    }
  },
}

const TELLING = [
  'architectures',
  'model_type',
  '_class_name',
  'transformers_version',
  'tokenizer_class',
  'processor_class',
  'image_processor_type',
  'feature_extractor_type',
  'peft_type',
  'quantization_config',
]

/** Any JSON object may be asked; only one that belongs here is believed. */
function speaks(root: JsonValue, found: number, index: boolean): boolean {
  return (
    found > 0 ||
    index ||
    isArray(root) ||
    TELLING.some((key) => member(root, key) !== undefined) ||
    isPooling(root) ||
    member(member(root, '__version__')?.value, 'sentence_transformers') !== undefined
  )
}

function modelConfig(root: JsonValue): FileRecord | undefined {
  const type = member(root, 'model_type')?.value
  const listed = member(root, 'architectures')?.value
  const adapter = member(root, 'peft_type')?.value
  if (typeof adapter === 'string')
    return { kind: 'model-config', architectures: [], modelType: `${adapter} adapter` }
  const pipeline = member(root, '_class_name')?.value
  if (typeof pipeline === 'string' && pipeline.endsWith('Pipeline'))
    return { kind: 'model-config', architectures: [pipeline] }
  if (!isObject(root) || (typeof type !== 'string' && !isArray(listed))) return undefined
  const architectures = isArray(listed) ? listed.items.filter((a) => typeof a === 'string') : []
  return { kind: 'model-config', architectures, ...(typeof type === 'string' ? { modelType: type } : {}) }
}
