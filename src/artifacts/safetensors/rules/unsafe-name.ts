import type { Rule } from '../../../model/rule.ts'
import type { SafetensorsFacts } from '../facts.ts'
import type { FlawKind } from '../../../tensors/safetensors/facts.ts'
import { flawFindings } from '../../flaw-findings.ts'

const KINDS: ReadonlySet<FlawKind> = new Set<FlawKind>(['unsafe-name'])

export const unsafeName: Rule<SafetensorsFacts> = {
  id: 'safetensors-unsafe-name',
  title: 'A tensor name leads out of its folder or hides characters',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Converters that write one file a tensor use its name as a path. A name that begins at the root, climbs ' +
    'with `..`, or holds control or direction characters makes them write elsewhere, or a reviewer read something else.',
  remedy: 'Do not convert or unpack it; ask the publisher why tensors bear such names.',
  references: ['CWE-22', 'CWE-117'],
  check: (facts, path) =>
    flawFindings(facts, path, KINDS, (flaw) => `names a tensor so that tools write elsewhere: ${flaw.says}`),
}
