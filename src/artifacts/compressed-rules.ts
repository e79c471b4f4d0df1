import { byteRange } from '../model/location.ts'
import type { Rule } from '../model/rule.ts'
import type { CompressedFacts } from './compressed.ts'

/** The rule that each compression format has about what stands behind its stream. */
export function trailingData(format: string, title: string): Rule<CompressedFacts> {
  return {
    id: `${format}-trailing-data`,
    title: `Bytes behind the end of a ${title} stream`,
    severity: 'low',
    confidence: 'certain',
    since: '0.1.0',
    description:
      'Decompressors stop at the end of the stream and ignore what follows, so nothing that looks at the ' +
      'decompressed content sees it. The bytes are examined like a file of their own.',
    remedy: 'Ask the publisher what the extra bytes are; compress the content again without them.',
    references: ['CWE-434'],
    *check({ trailingAt, size }, path) {
      if (trailingAt === undefined) return
      const at = { path, range: byteRange(trailingAt) }
      yield {
        message: `carries bytes behind the end of its ${title} stream`,
        at,
        evidence: [{ at, says: `the stream ends here; it holds ${size} bytes` }],
        seen: 'bytes behind the stream',
      }
    },
  }
}
