import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { ZarrFacts } from '../facts.ts'

export const pickleCodec: Rule<ZarrFacts> = {
  id: 'zarr-pickle-codec',
  title: 'Chunks are unpickled when they are read',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The metadata of an array names the codecs that turn its chunks into values. The codec `pickle` unpickles them, so a ' +
    'chunk is code. Checkpoints of numbers need none of this.',
  remedy: 'Do not load it; store the array with a numeric dtype.',
  references: ['CWE-502'],
  *check({ codecs }, path) {
    for (const { id, line } of codecs) {
      if (!/^(?:numcodecs\.)?(?:pickle|dill|cloudpickle)$/i.test(id)) continue
      const at = { path, range: lineRange(line) }
      yield {
        message: `makes readers unpickle its chunks: codec ${JSON.stringify(id)}`,
        at,
        evidence: [{ at, says: 'codec' }],
        seen: id,
      }
    }
  },
}
