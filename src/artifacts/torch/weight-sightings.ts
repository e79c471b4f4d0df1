import { posix } from 'node:path'
import type { Evidence } from '../../model/finding.ts'
import { byteRange } from '../../model/location.ts'
import type { Sighting } from '../../model/sighting.ts'
import { attribute } from '../../syntax/stated.ts'
import type { TorchFacts } from './facts.ts'

/** Number formats under the names that other formats give them. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['DoubleStorage', 'F64'],
  ['FloatStorage', 'F32'],
  ['HalfStorage', 'F16'],
  ['BFloat16Storage', 'BF16'],
  ['Float8_e4m3fnStorage', 'F8_E4M3'],
  ['Float8_e5m2Storage', 'F8_E5M2'],
  ['CharStorage', 'I8'],
])
/** Types whose elements are several weights, or no weights at all. */
const PACKED: ReadonlySet<string> = new Set([
  'ByteStorage',
  'IntStorage',
  'QUInt4x2Storage',
  'QUInt2x4Storage',
])
/** State of the training, not of the model. */
const STATE = /^(?:optimizer|scheduler|scaler|rng_state|random_states|training_args|loss|events)/i
/** Files that hold nothing but the weights of a whole model. */
const WHOLE =
  /^(?:pytorch_model|adapter_model|diffusion_pytorch_model|model_state_dict|state_dict)\.(?:bin|pt|pth)$/

/** What the storages of a checkpoint are, by their declarations. */
export function* weightSightings(
  { kind, elements, storages }: TorchFacts,
  path: string,
): Generator<Sighting> {
  const name = posix.basename(path)
  // What its members contradict is not counted.
  if (kind !== 'state' || STATE.test(name) || storages.some((s) => s.kind === 'short')) return
  const counts = [...elements].filter(([type]) => FORMATS.has(type)).toSorted((a, b) => b[1] - a[1])
  if (counts.length === 0) return
  const evidence: Evidence = {
    at: { path, range: byteRange(0, 4) },
    says: 'is counted in the storages that it declares',
  }
  const sum = counts.reduce((total, [, count]) => total + count, 0)
  const packed = [...elements.keys()].some((type) => PACKED.has(type))
  const formats = counts.map(([type]) => FORMATS.get(type) ?? type).join(', ')
  yield {
    subject: { by: 'holder', kind: 'model' },
    evidence: { ...evidence, says: 'holds weights' },
    attributes: [
      ...attribute('quantization', formats, evidence, { status: 'verified' }),
      ...(WHOLE.test(name) && !packed && Number.isSafeInteger(sum)
        ? attribute('parameters', String(sum), evidence, { status: 'verified' })
        : []),
    ],
    relations: [],
    distributions: [],
  }
}
