import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { PickleFileFacts } from '../facts.ts'

export const strayBytes: Rule<PickleFileFacts> = {
  id: 'pickle-stray-bytes',
  title: 'Bytes that belong to no pickle',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Before, between or after the streams lie bytes that no loader of this kind of file reads. They hide further ' +
    'streams from scanners that stop at the first, or carry another format for another loader.',
  remedy: 'Ask the publisher for a clean file; look at what the bytes are.',
  references: ['CWE-1286'],
  *check(facts, path) {
    const first = facts.streams[0]
    const last = facts.streams.at(-1)
    for (const { start, end } of facts.stray) {
      const where =
        first !== undefined && end <= first.start
          ? 'before the first pickle'
          : last !== undefined && start >= last.end
            ? 'after the last pickle'
            : 'between pickles'
      const at = { path, range: byteRange(start, end) }
      yield {
        message: `${end - start} bytes ${where} belong to none`,
        at,
        evidence: [{ at, says: where }],
        seen: `${where} ${end - start}`,
      }
    }
  },
}
