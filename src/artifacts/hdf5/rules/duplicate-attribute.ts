import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { Hdf5Facts } from '../facts.ts'

export const duplicateAttribute: Rule<Hdf5Facts> = {
  id: 'hdf5-duplicate-attribute',
  title: 'An attribute stands twice',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'An object has two attributes of one name. The HDF5 library never writes that, and readers disagree on which ' +
    'one counts: one shows a harmless model configuration, the other is loaded.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-436'],
  *check({ attributes }, path) {
    const seen = new Set<string>()
    for (const { object, name, offset } of attributes) {
      const key = JSON.stringify([object, name])
      if (!seen.has(key)) {
        seen.add(key)
        continue
      }
      const says = `attribute '${name.slice(0, 80)}' of '${object.slice(0, 80)}' stands more than once`
      const at = { path, range: byteRange(offset) }
      yield { message: `shows readers different contents: ${says}`, at, evidence: [{ at, says }], seen: says }
    }
  },
}
