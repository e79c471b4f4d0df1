import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { ExecutorchFacts } from '../facts.ts'

export const segmentOutside: Rule<ExecutorchFacts> = {
  id: 'executorch-segment-outside',
  title: 'Segments that lie outside the file',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The runtime maps weights and delegate data by offset and size. On devices it does so without verifying the ' +
    'flatbuffer, so that a segment outside the file makes it read memory that is not its own.',
  remedy: 'Do not load it; export the program again.',
  references: ['CVE-2025-30402', 'CWE-125'],
  *check({ flaws }, path) {
    for (const { says, at: offset } of flaws.slice(0, 20)) {
      const at = { path, range: byteRange(offset) }
      yield {
        message: `points outside the file: ${says}`,
        at,
        evidence: [{ at, says }],
        seen: 'segment outside',
      }
    }
  },
}
