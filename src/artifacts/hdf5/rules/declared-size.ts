import { GiB } from '../../../model/context.ts'
import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import { elementCount } from '../datatype.ts'
import type { Hdf5Facts } from '../facts.ts'

/** Deflate packs zeros about a thousandfold; what claims more was not compressed into this file. */
const RATIO = 2000
const FLOOR = 4 * GiB

export const declaredSize: Rule<Hdf5Facts> = {
  id: 'hdf5-declared-size',
  title: 'A dataset declares far more than the file holds',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'HDF5 stores only the parts of a dataset that were written, but a loader allocates all of it. A few bytes that ' +
    'declare terabytes stop the process that loads them.',
  remedy: 'Do not load it without a memory limit; ask the publisher what the dataset is for.',
  references: ['CWE-789'],
  *check({ datasets, size }, path) {
    for (const dataset of datasets) {
      const bytes = elementCount(dataset.extents) * (dataset.type?.size ?? 1)
      if (bytes < FLOOR || bytes < RATIO * size) continue
      const says = `dataset '${dataset.path.slice(0, 120)}' declares the shape [${dataset.extents.slice(0, 8).join(', ')}]`
      const at = { path, range: byteRange(dataset.offset) }
      yield {
        message: `exhausts memory when it is loaded: ${says}`,
        at,
        evidence: [{ at, says }],
        seen: says,
      }
    }
  },
}
