import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { HfConfigFacts } from '../facts.ts'

export const trustRemoteCode: Rule<HfConfigFacts> = {
  id: 'hf-config-trust-remote-code',
  title: 'Configuration gives consent in the user’s place',
  severity: 'low',
  confidence: 'firm',
  since: '0.1.0',
  description:
    '`trust_remote_code: true` in a file that ships with the model: libraries that pass their configuration on as loading ' +
    'arguments take it as the user’s consent to run repository code. Many training tools write it, so alone it is low; among the arguments ' +
    'that sentence-transformers hands to `from_pretrained` it is medium.',
  remedy: 'Set it to false, and give consent on the command line for a pinned revision.',
  references: ['CWE-829'],
  *check(facts, path) {
    const trusting = facts.trusting.find((t) => t.passedOn) ?? facts.trusting[0]
    if (trusting === undefined) return
    const at = { path, range: lineRange(trusting.line) }
    yield {
      message: 'consents to running repository code: trust_remote_code is true',
      at,
      evidence: [{ at, says: 'trust_remote_code is true' }],
      seen: 'trust_remote_code',
      severity: trusting.passedOn ? 'medium' : 'low',
    }
  },
}
