import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import { clip } from '../drafts.ts'
import type { PickleFileFacts } from '../facts.ts'

export const contradiction: Rule<PickleFileFacts> = {
  id: 'pickle-contradiction',
  title: 'The bytes contradict what the pickle says of them',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A storage is longer or shorter than declared, or stands where nothing refers to it. The file was changed after it ' +
    'was written, or carries data that no tensor accounts for.',
  remedy: 'Compare the digest with what the publisher states, and fetch the file again.',
  references: ['CWE-1284'],
  *check(facts, path) {
    for (const { start, end, says } of facts.flaws ?? []) {
      const at = { path, range: byteRange(start, Math.max(end, start + 1)) }
      yield { message: clip(says), at, evidence: [{ at, says: clip(says) }], seen: says }
    }
  },
}
