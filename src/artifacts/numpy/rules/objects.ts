import type { Rule } from '../../../model/rule.ts'
import { byteRange } from '../../../model/location.ts'
import type { NumpyFacts } from '../facts.ts'

export const objects: Rule<NumpyFacts> = {
  id: 'numpy-objects',
  title: 'The array holds Python objects',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'An array of objects is a pickle behind a short header and loads only with `allow_pickle=True`. ' +
    'What that pickle does is judged by itself; this says that a reader has to permit pickles at all.',
  remedy: 'Store numbers and strings in arrays of their own type; load with `allow_pickle=False`.',
  references: ['CVE-2019-6446', 'CWE-502'],
  *check({ array }, path) {
    if (!array?.holdsObjects) return
    const at = { path, range: byteRange(0, 10) }
    const says = `its type is ${array.dtype.slice(0, 80)}`
    yield {
      message: 'holds Python objects, so that loading it means unpickling',
      at,
      evidence: [{ at, says }],
      seen: 'object array',
    }
  },
}
