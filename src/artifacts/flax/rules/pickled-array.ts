import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { FlaxFacts } from '../facts.ts'

export const pickledArray: Rule<FlaxFacts> = {
  id: 'flax-pickled-array',
  title: 'An array of objects is stored as a pickle',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Readers in the manner of msgpack-numpy unpickle the data of an array whose kind is `O`. What such a pickle does is ' +
    'reported beside this; that there is one at all makes the file run code on load.',
  remedy: 'Do not load it; store arrays of numbers only.',
  references: ['CWE-502'],
  *check(facts, path) {
    for (const { start, end } of facts.pickled.slice(0, 20)) {
      const at = { path, range: byteRange(start, end) }
      const message = `makes readers unpickle ${end - start} bytes: an array of kind "O"`
      yield { message, at, evidence: [{ at, says: 'data of an array of objects' }], seen: 'array of kind O' }
    }
  },
}
