import type { Rule } from '../../../model/rule.ts'
import type { GgufFacts } from '../facts.ts'
import type { FlawKind } from '../../../tensors/gguf/facts.ts'
import { flawFindings } from '../flaw-findings.ts'

const KINDS: ReadonlySet<FlawKind> = new Set<FlawKind>([
  'broken',
  'no-room',
  'duplicate',
  'dimensions',
  'long-name',
  'bad-key',
])

export const structure: Rule<GgufFacts> = {
  id: 'gguf-structure',
  title: 'The header declares what cannot be',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'GGUF readers are written in C and allocate what the header declares: counts and string lengths that the ' +
    'file has no room for, dimensions whose product overflows, names longer than their buffer, keys that stand ' +
    'twice. Each has been a memory error in a released loader; no converter writes any of them.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-190', 'CWE-787', 'CVE-2025-53630', 'CVE-2026-27940', 'CVE-2026-33298'],
  check: (facts, path) =>
    flawFindings(facts, path, ({ kind, says }) =>
      KINDS.has(kind) ? `declares what breaks its loader: ${says}` : undefined,
    ),
}
