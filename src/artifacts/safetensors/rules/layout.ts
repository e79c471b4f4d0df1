import type { Rule } from '../../../model/rule.ts'
import type { SafetensorsFacts } from '../facts.ts'
import type { FlawKind } from '../../../tensors/safetensors/facts.ts'
import { flawFindings } from '../../flaw-findings.ts'

const KINDS: ReadonlySet<FlawKind> = new Set<FlawKind>([
  'shape-overflow',
  'size-mismatch',
  'past-the-end',
  'overlap',
  'hole',
  'trailing-data',
])

export const layout: Rule<SafetensorsFacts> = {
  id: 'safetensors-layout',
  title: 'Header and data contradict each other',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The format leaves no freedom: each tensor has exactly the bytes of its type and shape, and together they ' +
    'cover the data without overlap, hole or rest. A file that breaks this was not written by the reference ' +
    'library; parsers disagree on what it holds, sizes that overflow make readers leave their buffers, and ' +
    'a hole can carry bytes that no tensor accounts for.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-1284', 'CWE-190', 'CWE-125'],
  check: (facts, path) =>
    flawFindings(facts, path, KINDS, (flaw) => `contradicts its own layout: ${flaw.says}`),
}
