import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TensorrtFacts } from '../facts.ts'

export const engine: Rule<TensorrtFacts> = {
  id: 'tensorrt-engine',
  title: 'A compiled engine',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A TensorRT plan is compiled code for one version and one GPU; it cannot be reviewed, and NVIDIA says to load only ' +
    'plans that one built. Plans that work across versions also carry a library for the host, which loading runs.',
  remedy: 'Build the engine yourself from the ONNX model.',
  references: ['CWE-829'],
  *check({ hostCode }, path) {
    const [first] = hostCode
    const at = { path, range: byteRange(first ?? 0, (first ?? 0) + 4) }
    const message =
      first === undefined
        ? 'holds code compiled for a GPU'
        : 'loads a native library of the host that is embedded in the engine'
    yield {
      message,
      severity: first === undefined ? 'low' : 'high',
      at,
      evidence: [{ at, says: message }],
      seen: message,
    }
  },
}
