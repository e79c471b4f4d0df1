import { posix } from 'node:path'
import type { Attribute } from '../../model/attribute.ts'
import type { Evidence } from '../../model/finding.ts'
import { byteRange } from '../../model/location.ts'
import type { Sighting } from '../../model/sighting.ts'
import { attribute } from '../../syntax/stated.ts'
import type { SafetensorsFacts } from './facts.ts'
import { kohyaTraining } from './kohya.ts'
import { modelSpec } from './model-spec.ts'

/** Types whose elements are several weights, or scales of such: what they stand for is not in the header. */
const PACKED = new Set(['I32', 'U8', 'U16', 'U32', 'U64', 'F4'])
/** Buffers: positions, masks, counters. */
const BUFFERS = new Set(['I64', 'BOOL', 'I16'])
/** Parts of a pipeline: what one file holds is not what the model holds. */
const PART =
  /^(?:unet|vae|text_encoder(?:_\d)?|transformer(?:_\d)?|image_encoder|safety_checker|prior|decoder|vocoder|vqvae|movq|controlnet|\d+_[A-Z]\w*)$/
const NOT_WEIGHTS = /^(?:optimizer|scheduler|random_states|rng_state|training_args)/
const SHARD = /-\d{3,6}-of-\d{3,6}\.safetensors$/

/** What the header says of the model: sizes are counted, the rest is said by whoever wrote the metadata. */
export function* sightings(facts: SafetensorsFacts, path: string): Generator<Sighting> {
  // What hides inside another file is not that file's model.
  if (path.includes('!')) return
  const name = posix.basename(path)
  if (
    facts.tensorCount === 0 ||
    NOT_WEIGHTS.test(name) ||
    facts.flaws.some((f) => f.kind === 'broken-header')
  )
    return
  const at = (says: string): Evidence => ({ at: { path, range: byteRange(8, 8 + facts.headerLength) }, says })
  const whole = !SHARD.test(name) && !PART.test(posix.basename(posix.dirname(path)))
  const spec = modelSpec(facts.metadata, at)
  const training = kohyaTraining(facts.metadata, path, at)
  yield {
    subject: { by: 'holder', kind: 'model' },
    evidence: at('holds weights'),
    attributes: [
      ...(whole ? parameters(facts, at('is counted in the header')) : []),
      ...numberFormats(facts, at('is counted in the header')),
      ...spec.attributes,
      ...training.model,
    ],
    relations: [...spec.relations, ...training.relations],
    distributions: [],
  }
  yield* training.sightings
}

function weights({ tensors }: SafetensorsFacts): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { dtype, shape } of tensors)
    counts.set(dtype, (counts.get(dtype) ?? 0) + shape.reduce((product, d) => product * d, 1))
  return counts
}

function parameters(facts: SafetensorsFacts, evidence: Evidence): Attribute[] {
  if (facts.tensors.length !== facts.tensorCount) return []
  const counts = [...weights(facts)]
  if (counts.some(([dtype]) => PACKED.has(dtype))) return []
  const sum = counts.filter(([dtype]) => !BUFFERS.has(dtype)).reduce((total, [, count]) => total + count, 0)
  if (sum === 0 || !Number.isSafeInteger(sum)) return []
  return attribute('parameters', String(sum), evidence, { status: 'verified' })
}

/** All types that hold weights, the one with the most first. */
function numberFormats(facts: SafetensorsFacts, evidence: Evidence): Attribute[] {
  const counts = [...weights(facts)].filter(([dtype]) => !BUFFERS.has(dtype))
  const mix = counts.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([dtype]) => dtype)
  return mix.length === 0
    ? []
    : attribute('quantization', mix.slice(0, 6).join(', '), evidence, { status: 'verified' })
}
