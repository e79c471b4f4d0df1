import type { Rule } from '../../../model/rule.ts'
import type { GgufFacts } from '../facts.ts'
import type { FlawKind } from '../../../tensors/gguf/facts.ts'
import { flawFindings } from '../flaw-findings.ts'

const KINDS: ReadonlySet<FlawKind> = new Set<FlawKind>([
  'past-the-end',
  'overlap',
  'alignment',
  'hole',
  'trailing-data',
])

export const layout: Rule<GgufFacts> = {
  id: 'gguf-layout',
  title: 'Tensor table and file contradict each other',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Tensors follow each other in the file, aligned, without overlap, and end where the file ends. A tensor past ' +
    'the end makes a loader that maps the file read foreign memory (or the download was cut short); overlapping ' +
    'tensors let one overwrite another; bytes between or behind them are loaded by nobody and hide content.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-125', 'CWE-1284'],
  *check(facts, path) {
    for (const draft of flawFindings(facts, path, ({ kind, says }) =>
      KINDS.has(kind) ? `contradicts its own layout: ${says}` : undefined,
    ))
      yield draft.seen.startsWith('trailing-data') ? { ...draft, severity: 'medium' } : draft
  },
}
