import type { Rule } from '../../../model/rule.ts'
import type { GgufFacts } from '../facts.ts'
import { flawFindings } from '../flaw-findings.ts'

export const unknownType: Rule<GgufFacts> = {
  id: 'gguf-unknown-type',
  title: 'A tensor has a type that ggml does not know',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The type of a tensor is an index into a table of block sizes. Forks add types of their own, whose sizes ' +
    'cannot be checked here; an index far outside serves to make a reader leave its table.',
  remedy: 'Use it only with the fork that wrote it; ask the publisher which one that is.',
  references: ['CWE-129'],
  *check(facts, path) {
    for (const draft of flawFindings(facts, path, ({ kind, says }) =>
      kind === 'unknown-type' ? `cannot be checked against its bytes: ${says}` : undefined,
    ))
      yield draft.seen.includes('which no program writes') ? { ...draft, severity: 'high' } : draft
  },
}
