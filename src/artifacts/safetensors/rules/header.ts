import type { Rule } from '../../../model/rule.ts'
import type { SafetensorsFacts } from '../facts.ts'
import type { FlawKind } from '../../../tensors/safetensors/facts.ts'
import { flawFindings } from '../../flaw-findings.ts'

const KINDS: ReadonlySet<FlawKind> = new Set<FlawKind>([
  'broken-header',
  'header-length',
  'duplicate-key',
  'bad-number',
  'metadata-type',
  'missing-field',
])

export const header: Rule<SafetensorsFacts> = {
  id: 'safetensors-header',
  title: 'The header is not what the format allows',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A safetensors header is one JSON object of a declared length, each key once, sizes as plain integers. ' +
    'The reference library refuses or guesses at anything else, and other parsers decide differently: ' +
    'with a key that stands twice, a reviewer and a loader see different tensors; a length out of bounds ' +
    'is how parsers are made to read or allocate what is not there.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-1284', 'CWE-694'],
  check: (facts, path) =>
    flawFindings(facts, path, KINDS, (flaw) => `has a header that readers disagree on: ${flaw.says}`),
}
